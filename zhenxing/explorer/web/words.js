"use strict";

// What the page says of itself. A view adds its own words with zx.speak({ key: ["中文", "English"] }).
{
  zx.speak = (words) => {
    for (const [key, [zh, en]] of Object.entries(words)) {
      zx.words.zh[key] = zh;
      zx.words.en[key] = en;
    }
  };

  const kept = () => {
    try {
      return localStorage.getItem("zhenxing-language");
    } catch {
      return null;
    }
  };
  zx.language = new URLSearchParams(location.hash.split("?")[1] ?? "").get("lang") ?? kept() ?? zx.index.language;
  if (!zx.words[zx.language]) zx.language = "zh";

  zx.setLanguage = (language) => {
    zx.language = language;
    try {
      localStorage.setItem("zhenxing-language", language);
    } catch {
      // A page opened from disk may have no storage: the language then lasts as long as the page.
    }
  };

  // A word of the page, its {places} filled.
  zx.say = (key, values = {}) => {
    const text = zx.words[zx.language][key] ?? zx.words.zh[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };

  // A thing's name in the reader's language.
  zx.name = (key) => zx.thing(key)[zx.language];

  zx.speak({
    title: ["振兴 · 图谱浏览", "Zhenxing · Explorer"],
    skip: ["跳到正文", "Skip to content"],
    copied: ["已复制", "Copied"],
    close: ["关闭", "Close"],
    theme: ["深浅色", "Light or dark"],
    language: ["English", "中文"],
    loading: ["载入中……", "Loading…"],
    missing: ["载入失败：{name}。请将数据文件夹与页面放在一起。", "Could not load {name}. Keep the data folder beside the page."],
    all: ["全部", "all"],
    search: ["查找名称、别名、拼音或代码", "Find a name, alias, pinyin or code"],
    nothing: ["没有找到", "Nothing found"],
    region: ["地区", "region"],
    initiative: ["行动或机制", "initiative"],
    organisation: ["机构", "organisation"],
    document: ["文件", "document"],
    drive: ["行动开展", "campaign"],
    figure: ["数据", "figure"],
    measure: ["措施", "measure"],
    campaign: ["行动开展", "campaign"],
    pairing: ["结对关系", "pairing"],
    mention: ["名称出现", "mention"],
    derived: ["推算数据", "derived figure"],
    relation: ["数据关系", "relation"],
    unresolved: ["未入图数字", "unresolved"],
    country: ["国家", "country"],
    province: ["省", "province"],
    prefecture: ["市", "prefecture"],
    county: ["县", "county"],
    town: ["乡镇", "town"],
    village: ["村", "village"],
  });
}
