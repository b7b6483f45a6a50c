"use strict";

// A picture of boxes and ties as SVG that can be moved and zoomed with the mouse, fingers or keys.
{
  const paper = document.createElement("canvas").getContext("2d");
  zx.font = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';

  const width = (text, size) => {
    paper.font = `${size}px ${zx.font}`;
    return paper.measureText(text).width;
  };

  zx.textWidth = width;

  // A label in lines that are no wider than they may be, broken between characters or before words.
  const broken = (text, size, most) => {
    if (width(text, size) <= most) return [text];
    const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? [text];
    const lines = Math.ceil(width(text, size) / most);
    const even = width(text, size) / lines + size * 0.8;
    const found = [""];
    for (const piece of pieces) {
      const line = found.at(-1);
      if (line && width((line + piece).trimEnd(), size) > Math.min(most, even)) found.push(piece);
      else found[found.length - 1] = line + piece;
    }
    return found.map((line) => line.trim());
  };

  // Give a box its lines and its size; `sub` is a smaller line beneath.
  zx.measure = (box) => {
    box.lines = broken(box.label, box.size, box.most ?? 168);
    const sub = box.sub ? width(box.sub, 11) : 0;
    box.w = Math.max(sub, ...box.lines.map((line) => width(line, box.size))) + box.size * 1.3;
    box.h = Math.max(box.least ?? 0, box.lines.length * box.size * 1.28 + (box.sub ? 15 : 0) + box.size * 0.7);
    return box;
  };

  const rim = (from, to) => {
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const share = Math.min(dx ? (from.w / 2 + 3) / Math.abs(dx) : Infinity, dy ? (from.h / 2 + 3) / Math.abs(dy) : Infinity, 1);
    return [from.x + dx * share, from.y + dy * share];
  };
  const round = (value) => Math.round(value * 10) / 10;

  // How a tie runs: straight between boxes, from side to side in columns and trees, in an arc where it jumps over boxes.
  const runs = {
    straight: (a, b) => {
      const [x1, y1] = rim(a, b);
      const [x2, y2] = rim(b, a);
      return `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
    },
    across: (a, b) => {
      const right = b.x > a.x;
      const x1 = a.x + ((right ? 1 : -1) * a.w) / 2;
      const x2 = b.x - ((right ? 1 : -1) * b.w) / 2;
      const bend = (x1 + x2) / 2;
      return `M${round(x1)} ${round(a.y)}C${round(bend)} ${round(a.y)} ${round(bend)} ${round(b.y)} ${round(x2)} ${round(b.y)}`;
    },
    arc: (a, b, boxes) => {
      const x1 = a.x + a.w / 2;
      const x2 = b.x + b.w / 2;
      const [low, high] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
      const left = a.x - a.w / 2;
      const over = [...boxes.values()].filter((one) => one.y >= low && one.y <= high && Math.abs(one.x - one.w / 2 - left) < 2);
      const out = Math.max(...over.map((one) => one.x + one.w / 2)) + 26;
      return `M${round(x1)} ${round(a.y)}C${round(out)} ${round(a.y)} ${round(out)} ${round(b.y)} ${round(x2 + 3)} ${round(b.y)}`;
    },
  };

  const box = (one, choose) => {
    const top = -((one.lines.length - 1) * one.size * 1.28) / 2 - (one.sub ? 7 : 0);
    const radius = one.kind === "initiative" ? Math.min(one.h / 2, 15) : one.kind === "drive" ? 4 : 6;
    return zx.svg(
      "g",
      {
        class: `node ${one.kind}${one.faint ? " faint" : ""}`,
        transform: `translate(${round(one.x)} ${round(one.y)})`,
        tabindex: "0",
        role: "button",
        "aria-label": one.spoken ?? one.label,
        "data-id": one.id,
        onclick: () => choose(one),
        onkeydown: (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          choose(one);
        },
      },
      zx.svg("rect", { x: round(-one.w / 2), y: round(-one.h / 2), width: round(one.w), height: round(one.h), rx: round(radius) }),
      ...one.lines.map((line, index) =>
        zx.svg("text", { y: round(top + index * one.size * 1.28 + one.size * 0.36), "font-size": round(one.size), "text-anchor": "middle" }, line),
      ),
      one.sub ? zx.svg("text", { class: "sub", y: round(one.h / 2 - 8), "font-size": 11, "text-anchor": "middle" }, one.sub) : null,
    );
  };

  const tie = (one, boxes, choose) => {
    const path = runs[one.run ?? "straight"](boxes.get(one.a), boxes.get(one.b), boxes);
    const [a, b] = [boxes.get(one.a), boxes.get(one.b)];
    const label = one.label
      ? zx.svg("text", { class: "said", x: round((one.run === "across" ? a.x + a.w / 2 + b.x - b.w / 2 : a.x + b.x) / 2), y: round((a.y + b.y) / 2 + (one.run === "across" ? -one.width / 2 - 5 : 4)), "font-size": 12, "text-anchor": "middle" }, one.label)
      : null;
    return zx.svg(
      "g",
      { class: `tie ${one.kind.replaceAll(" ", "-")}${one.hue === undefined ? "" : ` hue-${one.hue}`}`, "data-tie": one.index, onclick: () => choose(one) },
      zx.svg("path", { class: "line", d: path, "stroke-width": round(one.width), "marker-end": one.arrow ? `url(#tip-${one.kind.replaceAll(" ", "-")})` : null }),
      zx.svg("path", { class: "near", d: path }, zx.svg("title", {}, one.spoken ?? "")),
      label,
    );
  };

  // Draw a picture into a host. `view` is the stretch of it that is seen: { x, y, k }, told of when the reader moves it.
  zx.draw = (host, picture, { node, tied, view, moved }) => {
    const boxes = new Map(picture.boxes.map((one) => [one.id, one]));
    const tips = [...new Set(picture.ties.filter((one) => one.arrow).map((one) => one.kind.replaceAll(" ", "-")))].map((kind) =>
      zx.svg("marker", { id: `tip-${kind}`, class: `tip ${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, zx.svg("path", { d: "M0 0L8 4L0 8z" })),
    );
    const world = zx.svg("g", { class: "world" }, (picture.headings ?? []).map(([x, y, words]) => zx.svg("text", { class: "heading", x, y, "font-size": 13, "text-anchor": "middle" }, words)), picture.ties.map((one) => tie(one, boxes, tied)), picture.boxes.map((one) => box(one, node)));
    const svg = zx.svg("svg", { class: "picture", role: "group", "aria-label": picture.title, "font-family": zx.font }, zx.svg("defs", {}, tips), world);
    host.replaceChildren(svg);

    const pad = 24;
    const left = Math.min(...picture.boxes.map((one) => one.x - one.w / 2)) - pad;
    const right = Math.max(...picture.boxes.map((one) => one.x + one.w / 2)) + pad;
    const top = Math.min(...picture.boxes.map((one) => one.y - one.h / 2)) - pad;
    const bottom = Math.max(...picture.boxes.map((one) => one.y + one.h / 2)) + pad;
    picture.extent = { left, top, width: right - left, height: bottom - top };

    const now = { x: 0, y: 0, k: 1 };
    const place = () => world.setAttribute("transform", `translate(${round(now.x)} ${round(now.y)}) scale(${Math.round(now.k * 1000) / 1000})`);
    const tell = () => {
      own = false;
      moved?.({ ...now });
    };
    // What fits stands in the middle; what does not fills the room there is.
    const within = (shift, room, low, high) => (high - low <= room ? (room - high - low) / 2 : Math.max(room - high, Math.min(-low, shift)));
    const fit = () => {
      const { width: w, height: h } = host.getBoundingClientRect();
      const all = Math.min(w / (right - left), picture.long ? 1.1 : h / (bottom - top), 1.5);
      now.k = Math.max(all, picture.least ?? 0.6);
      const centre = boxes.get(picture.centre) ?? { x: left, y: top };
      now.x = within(w / 2 - centre.x * now.k, w, left * now.k, right * now.k);
      now.y = within(h / 2 - centre.y * now.k, h, top * now.k, bottom * now.k);
      place();
    };
    const zoom = (factor, x = host.clientWidth / 2, y = host.clientHeight / 2) => {
      const k = Math.max(0.1, Math.min(4, now.k * factor));
      now.x = x - ((x - now.x) * k) / now.k;
      now.y = y - ((y - now.y) * k) / now.k;
      now.k = k;
      place();
      tell();
    };
    if (view) {
      Object.assign(now, view);
      place();
    } else fit();

    // The picture follows its room as long as the reader has not moved it.
    let own = !view;
    const room = new ResizeObserver(() => {
      if (own && host.isConnected) fit();
    });
    room.observe(host);

    const fingers = new Map();
    let dragged = 0;
    svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      const { left: x, top: y } = host.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - x, event.clientY - y);
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, event);
      dragged = 0;
    });
    svg.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
      if (other) {
        const apart = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
        const { left: x, top: y } = host.getBoundingClientRect();
        zoom(apart(event) / Math.max(apart(before), 1), (event.clientX + other.clientX) / 2 - x, (event.clientY + other.clientY) / 2 - y);
      } else {
        now.x += event.clientX - before.clientX;
        now.y += event.clientY - before.clientY;
        place();
      }
      dragged += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
      if (dragged > 4) svg.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, event);
    });
    const lift = (event) => {
      if (fingers.delete(event.pointerId) && dragged > 4) tell();
    };
    svg.addEventListener("pointerup", lift);
    svg.addEventListener("pointercancel", lift);
    svg.addEventListener("click", (event) => {
      if (dragged > 4) event.stopPropagation();
    }, true);
    const centreOn = (id) => {
      if (!own || !boxes.has(id)) return;
      picture.centre = id;
      fit();
    };
    return { svg, zoom, centreOn, fit: () => (fit(), (own = true), moved?.(null)) };
  };
}
