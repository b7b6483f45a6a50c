"use strict";

// Charts of figures as SVG: sorted bars with their intervals, and lines over time. Text is as written in the reports.
zx.charts = {};
{
  const SIZE = 14;
  const round = (value) => Math.round(value * 10) / 10;
  const exact = (value) => (value === undefined || value === null || value === "" ? null : Number(value));

  // A text that is no wider than it may be.
  const cut = (text, size, most) => {
    if (zx.textWidth(text, size) <= most) return text;
    let kept = Array.from(text);
    while (kept.length > 1 && zx.textWidth(`${kept.join("")}…`, size) > most) kept = kept.slice(0, -1);
    return `${kept.join("")}…`;
  };

  const text = (words, x, y, more = {}) => zx.svg("text", { x: round(x), y: round(y), "font-size": SIZE, ...more }, words);

  const whisker = (row, scale, left, right, y) => {
    const [low, high] = [exact(row.low), exact(row.high)];
    if ((low === null && high === null) || low === high) return null;
    const from = low === null ? left : scale(low);
    const to = high === null ? right : scale(high);
    if (to - from < 1.5) return null;
    const end = (x, open, turn) => (open ? `M${round(x - 5 * turn)} ${y - 4}L${round(x)} ${y}L${round(x - 5 * turn)} ${y + 4}` : `M${round(x)} ${y - 5}V${y + 5}`);
    return zx.svg("path", { class: "whisker", d: `M${round(from)} ${y}H${round(to)}${end(from, low === null, -1)}${end(to, high === null, 1)}` });
  };

  // Each row is { name, value, low, high, words, marks, href, told }; on a narrow screen the name stands above its bar.
  zx.charts.bars = (rows, width, title) => {
    const narrow = width < 600;
    const ends = rows.flatMap((row) => [exact(row.value), exact(row.low), exact(row.high)]).filter((value) => value !== null);
    const low = Math.min(0, ...ends);
    const high = Math.max(0, ...ends);
    const marked = (row) => (row.marks?.length ? ` [${row.marks.join("][")}]` : "");
    const names = narrow ? 0 : Math.min(width * 0.3, Math.max(40, ...rows.map((row) => zx.textWidth(row.name, SIZE)))) + 14;
    const words = narrow ? 0 : Math.max(40, ...rows.map((row) => zx.textWidth(row.words + marked(row), SIZE))) + 14;
    const [left, right] = [names + 2, Math.max(names + 60, width - words - 4)];
    const scale = (value) => left + ((right - left) * (value - low)) / (high - low || 1);
    const step = narrow ? 50 : 32;
    const line = (row, index) => {
      const top = index * step + 6;
      const y = narrow ? top + 31 : top + step / 2;
      const [from, to] = [scale(0), scale(exact(row.value))].sort((a, b) => a - b);
      const label = `${row.name}: ${row.words}`;
      const said = zx.svg("tspan", {}, cut(row.words, SIZE, narrow ? width * 0.6 : words));
      return zx.svg(
        row.href ? "a" : "g",
        { class: "row", href: row.href, "aria-label": label, "data-row": index },
        zx.svg("title", {}, row.told ?? label),
        zx.svg("rect", { class: "row-back", x: 0, y: top, width, height: step - 2, rx: 5 }),
        zx.svg("rect", { class: "bar", x: round(from), y: y - 8, width: round(Math.max(1.5, to - from)), height: 16, rx: 3 }),
        whisker(row, scale, left, right, y),
        narrow
          ? [text(cut(row.name, SIZE, width * 0.36), 4, top + 16, { class: "name" }), text([said, zx.svg("tspan", { class: "marks" }, marked(row))], width - 4, top + 16, { "text-anchor": "end" })]
          : [text(cut(row.name, SIZE, names - 14), names - 8, y + 5, { class: "name", "text-anchor": "end" }), text([said, zx.svg("tspan", { class: "marks" }, marked(row))], right + 12, y + 5)],
      );
    };
    const height = rows.length * step + 12;
    const axis = zx.svg("path", { class: "axis", d: `M${round(scale(0))} 4V${height - 4}` });
    return picture("bars", width, height, title, [rows.map(line), axis]);
  };

  const picture = (kind, width, height, title, content) =>
    zx.svg(
      "svg",
      { class: `chart ${kind}`, width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": title, "font-family": zx.font },
      zx.svg("g", {}, content),
    );
  zx.charts.picture = picture;

  // A day as a number: the middle of a year or a month where only that is known.
  const day = (date) => {
    const [year, month, dom] = date.split("-").map(Number);
    return year + (month ? (month - 1 + (dom ? dom / 31 : 0.5)) / 12 : 0.5);
  };

  // One region's figures over time; each point is { end, value, words, href }.
  zx.charts.line = (points, width, title) => {
    const height = 168;
    const [left, right, top, bottom] = [56, width - 56, 46, height - 34];
    const days = points.map((point) => day(point.end));
    const values = points.map((point) => exact(point.value));
    const high = Math.max(...values);
    const low = Math.min(...values) > high * 0.5 ? Math.min(...values) - (high - Math.min(...values) || high * 0.1) : Math.min(0, ...values);
    const x = (index) => (days.at(-1) === days[0] ? (left + right) / 2 : left + ((right - left) * (days[index] - days[0])) / (days.at(-1) - days[0]));
    const y = (index) => bottom - ((bottom - top) * (values[index] - low)) / (high - low || 1);
    const path = points.map((_, index) => `${index ? "L" : "M"}${round(x(index))} ${round(y(index))}`).join("");
    return picture("line", width, height, title, [
      text(cut(title, SIZE, width - 16), 8, 18, { class: "name" }),
      zx.svg("path", { class: "axis", d: `M${left - 40} ${bottom + 8}H${right + 40}` }),
      zx.svg("path", { class: "trend", d: path }),
      points.map((point, index) =>
        zx.svg(
          "a",
          { class: "point", href: point.href, "aria-label": `${point.end}: ${point.words}` },
          zx.svg("title", {}, `${point.end}: ${point.words}`),
          zx.svg("circle", { class: "near", cx: round(x(index)), cy: round(y(index)), r: 16 }),
          zx.svg("circle", { cx: round(x(index)), cy: round(y(index)), r: 5 }),
          text(point.words, x(index), y(index) - 11, { "text-anchor": "middle", "font-size": 13 }),
          text(point.end, x(index), bottom + 25, { "text-anchor": "middle", "font-size": 12, class: "date" }),
        ),
      ),
    ]);
  };
}
