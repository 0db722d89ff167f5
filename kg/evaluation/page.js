"use strict";
const controls = document.getElementById("controls");
const choices = ["kind", "marked", "found", "construction"].map((id) => document.getElementById(id));
const [kind, marked, found, construction] = choices;
const cards = [...document.querySelectorAll(".card")];
let shown = cards;
let at = -1;

function fits(row) {
  const wrong = row.dataset.wrong.split(" ").filter(Boolean);
  return (kind.value ? wrong.includes(kind.value) : wrong.length > 0)
    && (!marked.value || row.dataset.marked === marked.value)
    && (!found.value || row.dataset.found === found.value)
    && (!construction.value || row.dataset.constructions.split("|").includes(construction.value));
}

function tell() {
  const where = at < 0 ? "" : `${at + 1} of `;
  document.getElementById("place").textContent = `${where}${shown.length} sentence${shown.length === 1 ? "" : "s"}`;
}

function filter() {
  shown = cards.filter((card) => [...card.querySelectorAll("tr[data-wrong]")].some(fits));
  const kept = new Set(shown);
  for (const card of cards) {
    card.hidden = !kept.has(card);
    card.classList.remove("current");
  }
  at = -1;
  tell();
}

function go(step) {
  if (!shown.length) return;
  if (at >= 0) shown[at].classList.remove("current");
  at = Math.min(Math.max(at + step, 0), shown.length - 1);
  shown[at].classList.add("current");
  shown[at].focus({ preventScroll: true });
  shown[at].scrollIntoView({ block: "start" });
  tell();
}

const steps = { j: 1, n: 1, ArrowRight: 1, k: -1, p: -1, ArrowLeft: -1 };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
  if (Object.hasOwn(steps, event.key)) {
    event.preventDefault();
    go(steps[event.key]);
  }
});
document.getElementById("previous").addEventListener("click", () => go(-1));
document.getElementById("next").addEventListener("click", () => go(1));
for (const choice of choices) choice.addEventListener("change", filter);
for (const cell of document.querySelectorAll(".matrix button")) {
  cell.addEventListener("click", () => {
    kind.value = construction.value = "";
    marked.value = cell.dataset.marked;
    found.value = cell.dataset.found;
    filter();
    go(1);
  });
}
controls.hidden = false;
filter();
