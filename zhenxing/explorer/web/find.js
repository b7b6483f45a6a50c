"use strict";

// Finding a thing by its name in either language, an alias, its pinyin or their first letters, or its code.
{
  let entries = null;

  const all = () =>
    (entries ??= Object.entries(zx.index.things).map(([key, thing]) => ({
      key,
      thing,
      whole: [thing.zh, thing.en, thing.code, ...zx.list(thing.notation), ...(thing.pinyin ?? "").split(" ")]
        .filter(Boolean)
        .map((text) => text.toLowerCase()),
      parts: (thing.aliases ?? []).map((text) => text.toLowerCase()),
    })));

  const rank = (entry, wanted) => {
    if (entry.whole.includes(wanted)) return 0;
    if (entry.whole.some((text) => text.startsWith(wanted))) return 1;
    if (entry.parts.some((text) => text.includes(wanted))) return 2;
    if (entry.whole.some((text) => text.includes(wanted))) return 3;
    return 9;
  };

  // The keys of things that fit, the best first.
  zx.find = (text, { kinds = null, among = null, most = 12 } = {}) => {
    const wanted = text.trim().toLowerCase().replaceAll(" ", "");
    if (!wanted) return [];
    return all()
      .filter((entry) => (!kinds || kinds.includes(entry.thing.kind)) && (!among || among.has(entry.key)))
      .map((entry) => [rank(entry, wanted), entry.thing.zh.length, entry.key])
      .filter(([found]) => found < 9)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1))
      .slice(0, most)
      .map(([, , key]) => key);
  };

  // A search box with its list of finds, used with the mouse or the keyboard.
  zx.searchBox = (choose, options = () => ({})) => {
    const list = zx.el("ul", { class: "finds", role: "listbox", id: "finds", hidden: true });
    let found = [];
    let at = 0;
    const take = (key) => {
      box.value = "";
      list.hidden = true;
      choose(key);
    };
    const draw = () => {
      list.replaceChildren(
        ...found.map((key, index) =>
          zx.el(
            "li",
            { role: "option", "aria-selected": String(index === at), onmousedown: (event) => (event.preventDefault(), take(key)) },
            zx.el("b", {}, zx.name(key)),
            zx.el("small", {}, [zx.say(zx.thing(key).kind), zx.thing(key).code].filter(Boolean).join(" · ")),
          ),
        ),
      );
      if (!found.length && box.value.trim()) list.append(zx.el("li", { class: "none" }, zx.say("nothing")));
      list.hidden = !box.value.trim();
    };
    const box = zx.el("input", {
      type: "search",
      class: "find",
      role: "combobox",
      "aria-controls": "finds",
      "aria-label": zx.say("search"),
      placeholder: zx.say("search"),
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => {
        found = zx.find(box.value, options());
        at = 0;
        draw();
      },
      onblur: () => (list.hidden = true),
      onkeydown: (event) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          at = Math.max(0, Math.min(found.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
          draw();
          event.preventDefault();
        } else if (event.key === "Enter" && found.length) take(found[at]);
        else if (event.key === "Escape") {
          box.value = "";
          draw();
        }
      },
    });
    return zx.el("div", { class: "search" }, box, list);
  };
}
