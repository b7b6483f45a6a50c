"use strict";

// The editor asks this server alone; each example opens in a tab of its own.
(async () => {
  const endpoint = new URL("/sparql", location.href).href;
  const [first, ...rest] = await (await fetch("/editor/examples")).json();
  const examples = [first, ...rest];
  Yasgui.Yasqe.defaults.autocompleters = ["prefixes", "variables"];
  const editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: false,
    persistenceId: "zhenxing",
    populateFromUrl: true,
  });
  const open = ({ name, query }) =>
    editor.addTab(true, { ...Yasgui.Tab.getDefaults(editor), name, yasqe: { value: query } });
  const menu = document.getElementById("examples");
  const groups = new Map();
  for (const [index, { tag, name, zh, en }] of examples.entries()) {
    if (!groups.has(tag)) {
      groups.set(tag, menu.appendChild(Object.assign(document.createElement("optgroup"), { label: tag })));
    }
    const title = `${name} · ${zh} / ${en}`;
    groups.get(tag).append(Object.assign(document.createElement("option"), { value: index, textContent: title }));
  }
  menu.addEventListener("change", () => {
    if (menu.value) open(examples[menu.value]);
    menu.value = "";
  });
  window.editor = editor;
})();
