"use strict";

// A place to write SPARQL in: numbered lines, the line of an error marked, Ctrl+Enter asks.
zx.editor = (text, ask) => {
  const gutter = zx.el("div", { class: "gutter", "aria-hidden": "true" });
  const area = zx.el("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": "SPARQL", rows: "14" });
  const told = zx.el("p", { class: "wrong", role: "alert", hidden: true });
  let wrong = 0;
  const number = () => {
    const lines = area.value.split("\n").length;
    gutter.replaceChildren(...Array.from({ length: lines }, (_, index) => zx.el("span", { class: index + 1 === wrong ? "at-fault" : null }, String(index + 1))));
    gutter.scrollTop = area.scrollTop;
  };
  area.value = text;
  area.addEventListener("input", () => {
    wrong = 0;
    told.hidden = true;
    number();
  });
  area.addEventListener("scroll", () => (gutter.scrollTop = area.scrollTop));
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    ask();
  });
  number();
  return {
    element: zx.el("div", { class: "editor" }, zx.el("div", { class: "lines" }, gutter, area), told),
    text: () => area.value,
    // Say what is wrong; engines tell the line as in “error at 3:13: …”.
    fault: (message) => {
      wrong = Number(message?.match(/\bat (\d+):\d+/)?.[1] ?? 0);
      told.textContent = message ?? "";
      told.hidden = !message;
      number();
    },
  };
};
