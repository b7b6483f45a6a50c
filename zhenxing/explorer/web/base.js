"use strict";

// The page's one global name. Every other file adds to it; `explorer/page.py` lists them in their order.
const zx = { views: {}, words: { zh: {}, en: {} } };

// An HTML element. Children are elements or text: nothing a report says is ever read as HTML.
zx.el = (tag, attributes = {}, ...children) => zx.fill(document.createElement(tag), attributes, children);

// An SVG element.
zx.svg = (tag, attributes = {}, ...children) =>
  zx.fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

zx.fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

zx.list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

// Hand a file made in the page to the reader.
zx.download = (name, type, content) => {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = zx.el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};

// Rows as CSV that spreadsheets read: with a byte-order mark, or Chinese comes out garbled.
zx.csv = (rows) => {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return "\ufeff" + rows.map((row) => row.map((value) => cell(String(value ?? ""))).join(",")).join("\r\n") + "\r\n";
};

zx.copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = zx.el("textarea", { class: "away" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  zx.tell(zx.say("copied"));
};

// A short message to the reader, spoken by screen readers too.
zx.tell = (message) => {
  const place = document.getElementById("told");
  place.textContent = message;
  place.classList.add("on");
  clearTimeout(zx.tell.timer);
  zx.tell.timer = setTimeout(() => place.classList.remove("on"), 2500);
};
