"use strict";
// Draws every chart of a page with Vega-Lite in the page's own colours, and again when these change.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const started = new Map();

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(name).trim();
  };

  function coloured(part, colour) {
    if (typeof part === "string") return part.replace(/^var\((--[\w-]+)\)$/, (_, name) => colour(name));
    if (Array.isArray(part)) return part.map((each) => coloured(each, colour));
    if (part === null || typeof part !== "object" || part.type === "Topology") return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, coloured(each, colour)]));
  }

  function look(colour) {
    const text = { labelColor: colour("--ink"), titleColor: colour("--ink") };
    const lines = { domainColor: colour("--strong"), tickColor: colour("--strong"), gridColor: colour("--line") };
    return {
      aria: false,
      background: "transparent",
      font: "system-ui, sans-serif",
      view: { stroke: null },
      axis: { ...text, ...lines, titleFontWeight: "normal" },
      legend: text,
      text: { fill: colour("--ink") },
      mark: { color: colour("--accent") },
      range: { heatmap: [colour("--stripe"), colour("--accent")] },
    };
  }

  async function draw(figure) {
    const state = started.get(figure);
    const colour = colours();
    const spec = coloured(state.data.spec, colour);
    const many = state.data.values.length > 2000;
    const drawn = await vegaEmbed(figure.querySelector(".drawing > div"), spec, {
      ast: true,
      config: look(colour),
      renderer: many ? "canvas" : "svg",
      actions: false,
      tooltip: { theme: dark.matches ? "dark" : "light" },
      patch: (made) => {
        made.data.find((each) => each.name === "rows").values = state.values;
        return made;
      },
    });
    state.view?.finalize();
    state.view = drawn.view;
    figure.dataset.drawn = "true";
  }

  function start(figure) {
    if (started.has(figure)) return;
    const data = JSON.parse(figure.querySelector("script.data").textContent);
    figure.querySelector(".unscripted").remove();
    started.set(figure, { data, values: data.values, view: null });
    draw(figure);
  }

  function follow(event) {
    const rows = new Set(event.detail.rows);
    for (const [figure, state] of started) {
      if (figure.dataset.table !== event.target.id || !state.data.values.some((value) => "row" in value)) continue;
      state.values = state.data.values.filter((value) => rows.has(value.row));
      figure.querySelector(".drawing").hidden = !state.values.length;
      if (state.values.length) draw(figure);
    }
  }

  const all = (root) => root.querySelectorAll("figure.chart").forEach(start);
  dark.addEventListener("change", () => started.forEach((_, figure) => draw(figure)));
  document.addEventListener("kg:filtered", follow);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt.parentElement ?? event.detail.elt));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => all(document));
  else all(document);
})();
