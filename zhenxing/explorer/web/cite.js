"use strict";

// A footnote for a fact: GB/T 7714-2015 and plain, with the passage, its characters and the hash of the source.
{
  zx.speak({
    "cite title": ["引用此处", "Cite this passage"],
    "copy": ["复制", "Copy"],
    "plain": ["普通格式", "Plain"],
    "passage": ["原文", "Passage"],
    "unsigned": ["佚名", "Anonymous"],
  });

  const issuer = (report) => {
    const own = zx.list(report.issuer).map((key) => zx.thing(key).zh);
    return own.length ? own.join("，") : "";
  };
  const day = (when) => [when.getFullYear(), when.getMonth() + 1, when.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const isWeb = (report) => Boolean(report.source);

  // The sentence as one line, with the words that count in it.
  const sentence = (text, fact) => {
    const [start, end] = fact.in ?? fact.at;
    return text.characters.slice(start, end).join("").replace(/\s+/g, " ").trim();
  };

  // Both forms; `today` is the day the reader consulted the page, which GB/T 7714 wants of sources on the web.
  zx.citations = (report, text, fact, today = new Date()) => {
    const title = zx.list(report.label)[0] ?? report.name;
    const date = report.issuedStated ?? "";
    const who = issuer(report);
    const said = sentence(text, fact);
    const [start, end] = fact.at;
    const medium = isWeb(report) ? "R/OL" : "R";
    const visited = isWeb(report) ? `[${day(today)}]` : "";
    const where = isWeb(report) ? ` ${report.source}.` : "";
    const when = date ? (isWeb(report) ? `(${date})` : date) : "";
    const gb = `${who || "佚名"}. ${title}[${medium}]. ${[when, visited].join("")}${when || visited ? ":" : ""} 第${start}—${end}字符: “${said}”.${where} 源文件: ${report.name}, SHA-256: ${report.sha256}.`;
    const plain = [who, `《${title}》`, date, report.source ?? report.name, `characters ${start}–${end}: “${said}”`, `SHA-256 ${report.sha256}`, `<${report.iri}#char=${start},${end}>`]
      .filter(Boolean)
      .join(", ");
    return { gb: gb.replaceAll(". :", "."), plain };
  };

  zx.cite = (report, text, fact) => {
    const { gb, plain } = zx.citations(report, text, fact);
    const form = (name, content) =>
      zx.el(
        "section",
        {},
        zx.el("h3", {}, name),
        zx.el("p", { class: "citation", "data-form": name }, content),
        zx.el("button", { type: "button", onclick: () => zx.copy(content) }, zx.say("copy")),
      );
    const dialog = zx.el(
      "dialog",
      { class: "cite", "aria-label": zx.say("cite title") },
      zx.el("button", { type: "button", class: "close", "aria-label": zx.say("close"), onclick: () => dialog.close() }, "×"),
      zx.el("h2", {}, zx.say("cite title")),
      zx.quote(text.characters, [fact.at], fact.in),
      form("GB/T 7714", gb),
      form(zx.say("plain"), plain),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
}
