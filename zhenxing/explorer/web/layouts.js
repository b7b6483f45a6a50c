"use strict";

// Where boxes stand. Nothing here is random: the same boxes come to the same places.
zx.layouts = {};
{
  const GAP_X = 16;
  const GAP_Y = 10;

  // Move boxes as little as it takes that no two overlap; one that is `still` keeps its place if it can.
  zx.layouts.apart = (boxes) => {
    for (let round = 0; round < 400; round += 1) {
      let moved = false;
      for (let i = 0; i < boxes.length; i += 1) {
        for (let j = i + 1; j < boxes.length; j += 1) {
          const a = boxes[i];
          const b = boxes[j];
          const overX = (a.w + b.w) / 2 + GAP_X - Math.abs(a.x - b.x);
          const overY = (a.h + b.h) / 2 + GAP_Y - Math.abs(a.y - b.y);
          if (overX <= 0.5 || overY <= 0.5) continue;
          moved = true;
          const sideways = overX < overY * 0.6;
          const axis = sideways ? "x" : "y";
          const push = (sideways ? overX : overY) * (b[axis] >= a[axis] ? 1 : -1);
          const share = a.still === b.still ? 0.5 : a.still ? 0 : 1;
          a[axis] -= push * share;
          b[axis] += push * (1 - share);
        }
      }
      if (!moved) return boxes;
    }
    return boxes;
  };

  // Boxes that have a place keep it; any other stands near the first neighbour that has one.
  zx.layouts.placed = (boxes, places, neighbours) => {
    const byKey = new Map(boxes.map((box) => [box.key, box]));
    const known = new Set();
    for (const box of boxes) {
      const place = places(box.key);
      if (!place) continue;
      [box.x, box.y] = place;
      known.add(box.key);
    }
    let waiting = boxes.filter((box) => !known.has(box.key));
    while (waiting.length) {
      const around = new Map();
      const rest = [];
      for (const box of waiting) {
        const near = neighbours(box.key).find((key) => known.has(key));
        if (near === undefined) {
          rest.push(box);
          continue;
        }
        const turn = (around.get(near) ?? 0) + 1;
        around.set(near, turn);
        const from = byKey.get(near);
        const angle = turn * 2.399963;
        const reach = 90 + 14 * Math.sqrt(turn);
        box.x = from.x + Math.cos(angle) * reach * 1.6;
        box.y = from.y + Math.sin(angle) * reach;
      }
      const placed = waiting.filter((box) => !rest.includes(box));
      for (const box of placed) known.add(box.key);
      if (!placed.length) {
        rest[0].x = 0;
        rest[0].y = 0;
        known.add(rest.shift().key);
      }
      waiting = rest;
    }
    return zx.layouts.apart(boxes);
  };

  // One box in the middle, the others around it by how many steps they are away; kin stand side by side.
  zx.layouts.rings = (boxes, hops, parent) => {
    const rings = [];
    for (const box of boxes) (rings[hops.get(box.key)] ??= []).push(box);
    const angle = new Map();
    let reach = 0;
    rings.forEach((ring, hop) => {
      if (!hop) {
        for (const box of ring) Object.assign(box, { x: 0, y: 0, still: true });
        return;
      }
      const order = (box) => [angle.get(parent.get(box.key)) ?? 0, box.kind, box.key];
      ring.sort((a, b) => {
        const [x, y] = [order(a), order(b)];
        return x[0] - y[0] || (x[1] < y[1] ? -1 : x[1] > y[1] ? 1 : x[2] < y[2] ? -1 : 1);
      });
      const length = ring.reduce((sum, box) => sum + Math.max(box.h * 1.5, box.w * 0.55) + GAP_X, 0);
      reach = Math.max(reach + 105, length / 4.8);
      ring.forEach((box, index) => {
        const turn = (index / ring.length) * 2 * Math.PI - Math.PI / 2;
        angle.set(box.key, turn);
        box.x = Math.cos(turn) * reach * 1.35;
        box.y = Math.sin(turn) * reach;
      });
    });
    return zx.layouts.apart(boxes);
  };

  // Two columns: who gives on the left, who receives on the right, in the order that crosses least.
  zx.layouts.columns = (left, right, flows) => {
    const space = 520;
    const stack = (boxes) => {
      let y = 0;
      for (const box of boxes) {
        box.y = y + box.h / 2;
        y += box.h + 26;
      }
      for (const box of boxes) box.y -= y / 2;
    };
    const middle = (box, others, side) => {
      const met = flows.filter((flow) => flow[side] === box.id).map((flow) => others.find((o) => o.id === flow[side === "a" ? "b" : "a"]).y);
      return met.length ? met.reduce((sum, y) => sum + y, 0) / met.length : 0;
    };
    stack(left);
    stack(right);
    for (let round = 0; round < 4; round += 1) {
      for (const [boxes, others, side] of [[right, left, "b"], [left, right, "a"]]) {
        const at = new Map(boxes.map((box) => [box, middle(box, others, side)]));
        boxes.sort((x, y) => at.get(x) - at.get(y) || (x.key < y.key ? -1 : 1));
        stack(boxes);
      }
    }
    for (const box of left) box.x = -space / 2 - box.w / 2;
    for (const box of right) box.x = space / 2 + box.w / 2;
    return [...left, ...right];
  };

  // Families side by side, each a tree that grows to the right; `children(box)` in their order.
  zx.layouts.trees = (roots, children, shape) => {
    const blocks = roots.map((root) => {
      const boxes = [];
      const widths = [];
      const measure = (box, depth) => {
        boxes.push([box, depth]);
        widths[depth] = Math.max(widths[depth] ?? 0, box.w);
        for (const child of children(box)) measure(child, depth + 1);
      };
      measure(root, 0);
      const lefts = widths.reduce((all, width) => [...all, all.at(-1) + width + 46], [0]);
      let y = 0;
      const set = (box, depth) => {
        const own = children(box);
        box.x = lefts[depth] + box.w / 2;
        if (!own.length) {
          box.y = y + box.h / 2;
          y += box.h + GAP_Y;
          return;
        }
        for (const child of own) set(child, depth + 1);
        box.y = (own[0].y + own.at(-1).y) / 2;
      };
      set(root, 0);
      const top = Math.min(...boxes.map(([box]) => box.y - box.h / 2));
      const bottom = Math.max(...boxes.map(([box]) => box.y + box.h / 2));
      for (const [box] of boxes) box.y -= top;
      return { boxes: boxes.map(([box]) => box), width: lefts.at(-1), height: bottom - top + 34 };
    });
    const area = blocks.reduce((sum, block) => sum + block.height, 0);
    const wide = Math.max(...blocks.map((block) => block.width), 1);
    const count = Math.max(1, Math.round(Math.sqrt((area / wide) * shape)));
    const columns = Array.from({ length: Math.min(count, blocks.length) }, () => ({ height: 0, width: 0, blocks: [] }));
    for (const block of blocks) {
      const lowest = columns.reduce((best, column) => (column.height < best.height ? column : best));
      lowest.blocks.push([block, lowest.height]);
      lowest.height += block.height;
      lowest.width = Math.max(lowest.width, block.width);
    }
    let x = 0;
    for (const column of columns) {
      for (const [block, y] of column.blocks) for (const box of block.boxes) Object.assign(box, { x: box.x + x, y: box.y + y });
      x += column.width + 40;
    }
    return blocks.flatMap((block) => block.boxes);
  };
}
