"use strict";

// What is shown, for other programs: SVG and PNG of the picture, CSV and GEXF of its nodes and ties.
zx.saving = {};
{
  const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-weight", "paint-order"];
  const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const xml = (text) =>
    String(text ?? "").replace(unwritable, "").replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);

  // The whole picture, whatever is seen of it, with its colours written into it.
  zx.saving.svg = (svg, picture) => {
    const { left, top, width, height } = picture.extent;
    const copy = svg.cloneNode(true);
    const from = svg.querySelectorAll("*");
    copy.querySelectorAll("*").forEach((element, index) => {
      const style = getComputedStyle(from[index]);
      for (const name of PAINT) {
        const value = style.getPropertyValue(name);
        if (value && value !== "normal" && value !== "auto") element.setAttribute(name, value);
      }
      for (const name of ["class", "tabindex", "role", "data-id", "data-tie", "aria-label"]) element.removeAttribute(name);
    });
    copy.querySelector("g").removeAttribute("transform");
    copy.removeAttribute("class");
    copy.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
    copy.setAttribute("width", Math.round(width));
    copy.setAttribute("height", Math.round(height));
    const back = getComputedStyle(document.body).backgroundColor;
    copy.prepend(zx.svg("rect", { x: left, y: top, width, height, fill: back }));
    return new XMLSerializer().serializeToString(copy);
  };

  zx.saving.png = (svg, picture) =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.addEventListener("load", () => {
        const scale = Math.min(2, 8000 / image.width, 8000 / image.height);
        const canvas = zx.el("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(resolve, "image/png");
      });
      image.addEventListener("error", reject);
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(zx.saving.svg(svg, picture))}`;
    });

  zx.saving.csv = (graph) =>
    zx.csv([
      ["source", "source_name", "kind", "target", "target_name", "initiatives", "years", "themes", "evidence"],
      ...graph.ties.map((tie) => [
        tie.source,
        graph.name(tie.source),
        tie.kind,
        tie.target,
        graph.name(tie.target),
        tie.under.map(zx.name).join(";"),
        tie.years.join(";"),
        tie.themes.map(zx.name).join(";"),
        tie.count,
      ]),
    ]);

  zx.saving.gexf = (graph, picture) => {
    const at = new Map(picture.boxes.map((box) => [box.key, box]));
    const nodes = graph.nodes.map(
      (key) =>
        `<node id="${xml(key)}" label="${xml(graph.name(key))}"><attvalues><attvalue for="0" value="${xml(graph.kind(key))}"/></attvalues>` +
        `<viz:position x="${at.get(key)?.x.toFixed(1) ?? 0}" y="${(-(at.get(key)?.y ?? 0)).toFixed(1)}" z="0"/></node>`,
    );
    const edges = graph.ties.map(
      (tie, index) =>
        `<edge id="${index}" source="${xml(tie.source)}" target="${xml(tie.target)}" weight="${Math.max(1, tie.count)}">` +
        `<attvalues><attvalue for="0" value="${xml(tie.kind)}"/><attvalue for="1" value="${xml(tie.years.join(";"))}"/></attvalues></edge>`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>
<attributes class="edge"><attribute id="0" title="kind" type="string"/><attribute id="1" title="years" type="string"/></attributes>
<nodes>${nodes.join("\n")}</nodes>
<edges>${edges.join("\n")}</edges>
</graph></gexf>
`;
  };
}
