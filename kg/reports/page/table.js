"use strict";
// Sorts, filters and leafs through every table of a page. Texts reach the page as text only, never as markup.
(() => {
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const words = (value) => {
    if (value === null) return "";
    if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
    if (Array.isArray(value)) return value.join(", ");
    return typeof value === "object" ? value.pieces.map(([text]) => text).join("") : value;
  };

  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : order.compare(words(a), words(b)));

  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);

  function named(text, address) {
    const name = element("bdi", text);
    if (!address) return name;
    const link = element("a", "");
    link.setAttribute("href", address);
    link.append(name);
    return link;
  }

  function drawn(value, kind, addresses) {
    const cell = element("td", "", { className: kind });
    if (value === null) return cell;
    if (typeof value === "number") cell.textContent = words(value);
    else if (Array.isArray(value)) {
      value.forEach((text, at) => cell.append(...(at ? [", "] : []), named(text, addresses[text])));
    } else if (typeof value === "object") {
      for (const [text, slot] of value.pieces) {
        cell.append(slot ? element("mark", text, { className: slot, title: slot }) : text);
      }
    } else cell.append(named(value, addresses[value]));
    return cell;
  }

  function start(section) {
    if (section.dataset.started) return;
    section.dataset.started = "true";
    const data = JSON.parse(section.querySelector("script.data").textContent);
    const body = section.querySelector("tbody");
    if (!body) return;
    const find = (selector) => section.querySelector(selector);
    const search = find(".search");
    const choices = [...section.querySelectorAll("select")];
    let texts = null;  // a page of thousands of rows opens sooner without
    const everything = data.rows.map((_, at) => at);
    let found = everything;
    let sorted = null;
    let page = 0;

    function draw(first, last) {
      body.replaceChildren(...found.slice(first, last).map((at) => {
        const row = element("tr", "");
        row.append(...data.rows[at].map((value, column) =>
          drawn(value, data.columns[column].kind, data.links[column] ?? {})));
        return row;
      }));
    }

    function show() {
      const pages = Math.max(1, Math.ceil(found.length / data.page));
      page = Math.min(page, pages - 1);
      const first = page * data.page;
      draw(first, first + data.page);
      tell(pages, first);
    }

    function tell(pages, first) {
      const all = `${data.rows.length} ${data.rows.length === 1 ? "row" : "rows"}`;
      find(".told").textContent = found.length < data.rows.length ? `${found.length} of ${all}` : all;
      find(".pager").hidden = pages === 1;
      find(".where").textContent = `${first + 1}–${Math.min(first + data.page, found.length)} of ${found.length}`;
      find(".previous").disabled = page === 0;
      find(".next").disabled = page === pages - 1;
    }

    function filter() {
      texts ??= data.rows.map((row) => folded(row.map(words).join("\n")));
      const wanted = folded(search.value).split(/\s+/).filter(Boolean);
      const chosen = choices.filter((choice) => choice.value);
      found = everything.filter((at) => wanted.every((word) => texts[at].includes(word))
        && chosen.every((choice) => words(data.rows[at][choice.dataset.column]) === choice.value));
      if (sorted) sort();
      page = 0;
      show();
      section.dispatchEvent(new CustomEvent("kg:filtered", { bubbles: true, detail: { rows: found } }));
    }

    function sort() {
      const { column, down } = sorted;
      const empty = (at) => words(data.rows[at][column]) === "";
      found = [...found].sort((a, b) => empty(a) - empty(b)
        || (down ? -1 : 1) * compare(data.rows[a][column], data.rows[b][column]) || a - b);
    }

    section.querySelectorAll("th").forEach((head, column) => {
      const button = element("button", head.textContent, { type: "button" });
      head.querySelector(".head").replaceWith(button);
      button.addEventListener("click", () => {
        const down = sorted?.column === column ? !sorted.down : data.columns[column].kind === "number";
        sorted = { column, down };
        section.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort();
        page = 0;
        show();
      });
    });
    const turn = (step) => {
      page += step;
      show();
      find(".rows").scrollIntoView({ block: "nearest" });
    };
    find(".previous").addEventListener("click", () => turn(-1));
    find(".next").addEventListener("click", () => turn(1));
    search.addEventListener("input", filter);
    choices.forEach((choice) => choice.addEventListener("change", filter));
    find(".reset").addEventListener("click", () => {
      search.value = "";
      choices.forEach((choice) => { choice.value = ""; });
      filter();
      search.focus();
    });
    window.addEventListener("beforeprint", () => draw(0, found.length));
    window.addEventListener("afterprint", show);
    find(".unscripted")?.remove();
    find(".controls").hidden = false;
    tell(Math.max(1, Math.ceil(found.length / data.page)), 0);
    const asked = new URLSearchParams(location.hash.slice(1)).get("q");
    if (asked && section === document.querySelector("section.table")) {
      search.value = asked;
      filter();
    }
  }

  const all = (root) => root.querySelectorAll("section.table").forEach(start);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt.parentElement ?? event.detail.elt));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => all(document));
  else all(document);
})();
