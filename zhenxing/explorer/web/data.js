"use strict";

// The index is in the page. A part is in the page too, or in a file beside it that is loaded when it is looked at.
{
  const own = (id) => {
    const element = document.getElementById(id);
    return element && JSON.parse(element.textContent);
  };
  const waiting = new Map();
  const parts = new Map();

  zx.index = own("index");

  // Files beside the page call this with what they hold.
  zx.take = (name, content) => waiting.get(name)?.(content);

  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = zx.el("script", { src: `${zx.index.beside}/${name}.js` });
      waiting.set(name, resolve);
      script.addEventListener("load", () => {
        script.remove();
        waiting.delete(name);
      });
      script.addEventListener("error", () => reject(new Error(name)));
      document.head.append(script);
    });

  zx.part = (name) => {
    if (!parts.has(name)) {
      const inside = own(`part:${name}`);
      parts.set(name, inside ? Promise.resolve(inside) : load(name));
    }
    return parts.get(name);
  };

  // A report's text as characters, as offsets count them, and its facts by name.
  const texts = new Map();
  zx.text = async (report) => {
    if (!texts.has(report.slug)) {
      texts.set(
        report.slug,
        zx.part(`text/${report.slug}`).then((part) => ({
          characters: Array.from(part.text),
          facts: part.facts,
          named: new Map(part.facts.map((fact) => [fact.name, fact])),
        })),
      );
    }
    return texts.get(report.slug);
  };

  zx.report = (slug) => zx.index.reports.find((report) => report.slug === slug);

  // A thing by its key; one that the graph does not name is called by the end of its key.
  zx.thing = (key) => zx.index.things[key] ?? { kind: key.split("/")[0], zh: key.split("/").pop(), en: key.split("/").pop() };
}
