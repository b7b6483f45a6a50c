"use strict";

// The frame around the views: their tabs, the language, light or dark; then the view that the address names.
{
  const main = document.getElementById("main");
  const tabs = document.getElementById("tabs");
  let shown = null;

  const frame = () => {
    document.documentElement.lang = zx.language === "zh" ? "zh-Hans" : "en";
    document.title = zx.say("title");
    document.getElementById("brand").textContent = zx.say("title");
    document.getElementById("skip").textContent = zx.say("skip");
    const language = document.getElementById("language");
    language.textContent = zx.say("language");
    language.lang = zx.language === "zh" ? "en" : "zh-Hans";
    document.getElementById("shade").title = zx.say("theme");
    document.getElementById("shade").setAttribute("aria-label", zx.say("theme"));
    const here = zx.place().view;
    tabs.replaceChildren(
      ...Object.entries(zx.views)
        .sort(([, a], [, b]) => a.order - b.order)
        .map(([name, view]) =>
          zx.el("a", { href: zx.link(name), "aria-current": name === here ? "page" : null }, view.title[zx.language]),
        ),
    );
  };

  // A view is { order, title: { zh, en }, show(main, place), away()? }; show is told of every change of the address.
  zx.show = () => {
    const place = zx.place();
    if (shown !== place.view) {
      zx.views[shown]?.away?.();
      main.replaceChildren();
      main.className = `view-${place.view}`;
      shown = place.view;
    }
    frame();
    Promise.resolve(zx.views[place.view].show(main, place)).catch((error) => {
      console.error(error);
      main.replaceChildren(zx.el("p", { class: "note" }, zx.say("missing", { name: error.message })));
    });
  };

  document.getElementById("language").addEventListener("click", () => {
    zx.setLanguage(zx.language === "zh" ? "en" : "zh");
    shown = null;
    zx.go({ lang: zx.language }, { replace: true });
    if (shown === null) zx.show();
  });
  document.getElementById("shade").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.shade ? root.dataset.shade === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.shade = dark ? "light" : "dark";
  });
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  addEventListener("hashchange", zx.show);
  zx.show();
}
