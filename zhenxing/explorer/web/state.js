"use strict";

// Where the reader is: `#/view/rest?name=value`. All that a link must bring back stands in it.
{
  const plain = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  zx.place = () => {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [view, ...rest] = path.split("/").map(plain);
    return { view: zx.views[view] ? view : "network", rest, given: new URLSearchParams(query) };
  };

  zx.link = (view, rest = [], given = {}) => {
    const path = [view, ...rest].map(encodeURIComponent).join("/");
    const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "" && value !== null)).toString();
    return `#/${path}${query ? `?${query}` : ""}`;
  };

  // Change some of what the address says and keep the rest; an empty value is left out.
  zx.go = (changes, { replace = false } = {}) => {
    const here = zx.place();
    const given = Object.assign(Object.fromEntries(here.given), changes);
    const hash = zx.link(here.view, here.rest, given);
    if (hash === location.hash) return;
    if (replace) {
      history.replaceState(null, "", hash);
      zx.show();
    } else location.hash = hash;
  };
}
