"use strict";

// The provinces as tiles of one size, each about where it lies: not a map, and no boundary is drawn.
{
  const GRID = ["·······黑", "···蒙··辽吉", "新甘宁晋冀京津·", "藏青陕豫鲁···", "·川渝鄂皖苏沪·", "··黔湘赣浙··", "·滇·桂粤闽台·", "···琼澳港··"];
  // Code, short name, and the letters of ISO 3166-2 and of Hong Kong, Macao and Taiwan.
  const PROVINCES = {
    京: ["11", "北京", "BJ", "Beijing"], 津: ["12", "天津", "TJ", "Tianjin"], 冀: ["13", "河北", "HE", "Hebei"],
    晋: ["14", "山西", "SX", "Shanxi"], 蒙: ["15", "内蒙古", "NM", "Inner Mongolia"], 辽: ["21", "辽宁", "LN", "Liaoning"],
    吉: ["22", "吉林", "JL", "Jilin"], 黑: ["23", "黑龙江", "HL", "Heilongjiang"], 沪: ["31", "上海", "SH", "Shanghai"],
    苏: ["32", "江苏", "JS", "Jiangsu"], 浙: ["33", "浙江", "ZJ", "Zhejiang"], 皖: ["34", "安徽", "AH", "Anhui"],
    闽: ["35", "福建", "FJ", "Fujian"], 赣: ["36", "江西", "JX", "Jiangxi"], 鲁: ["37", "山东", "SD", "Shandong"],
    豫: ["41", "河南", "HA", "Henan"], 鄂: ["42", "湖北", "HB", "Hubei"], 湘: ["43", "湖南", "HN", "Hunan"],
    粤: ["44", "广东", "GD", "Guangdong"], 桂: ["45", "广西", "GX", "Guangxi"], 琼: ["46", "海南", "HI", "Hainan"],
    渝: ["50", "重庆", "CQ", "Chongqing"], 川: ["51", "四川", "SC", "Sichuan"], 黔: ["52", "贵州", "GZ", "Guizhou"],
    滇: ["53", "云南", "YN", "Yunnan"], 藏: ["54", "西藏", "XZ", "Tibet"], 陕: ["61", "陕西", "SN", "Shaanxi"],
    甘: ["62", "甘肃", "GS", "Gansu"], 青: ["63", "青海", "QH", "Qinghai"], 宁: ["64", "宁夏", "NX", "Ningxia"],
    新: ["65", "新疆", "XJ", "Xinjiang"], 台: ["71", "台湾", "TW", "Taiwan"], 港: ["81", "香港", "HK", "Hong Kong"],
    澳: ["82", "澳门", "MO", "Macao"],
  };

  // What a tile shows: the province's own figure, or else the largest of the regions in it.
  const best = (rows) => rows.find((row) => row.level === "province") ?? rows[0];

  // Rows as bars have them, each with its region's `code` and `level`.
  zx.charts.tiles = (rows, width, title) => {
    const side = Math.min(84, Math.floor((width - 8) / 8));
    const within = (code) => rows.filter((row) => row.code?.startsWith(code) && row.level !== "country");
    const shown = Object.values(PROVINCES).map(([code]) => best(within(code))).filter(Boolean);
    const values = shown.map((row) => Number(row.value));
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const tile = (letter, column, line) => {
      const [code, zh, letters, en] = PROVINCES[letter];
      const own = within(code);
      const row = best(own);
      const share = row ? 0.22 + (0.78 * (Number(row.value) - low)) / (high - low || 1) : 0;
      const name = zx.language === "zh" ? zh : en;
      const other = row && row.level !== "province";
      const told = row ? `${name} · ${other ? `${row.name} ` : ""}${row.words}${own.length > 1 ? ` (+${own.length - 1})` : ""}` : `${name} · ${zx.say("no figure")}`;
      const middle = side / 2;
      const words = (content, y, size, kind) => zx.svg("text", { x: middle, y, "font-size": size, "text-anchor": "middle", class: kind, textLength: zx.textWidth(content, size) > side - 6 ? side - 6 : null, lengthAdjust: "spacingAndGlyphs" }, content);
      return zx.svg(
        row ? "a" : "g",
        { class: `tile${row ? "" : " empty"}${share > 0.55 ? " deep" : ""}`, href: row?.href, transform: `translate(${column * side + 4} ${line * side + 4})`, "aria-label": told, "data-province": code },
        zx.svg("title", {}, told),
        zx.svg("rect", { class: "base", width: side - 3, height: side - 3, rx: 5 }),
        row ? zx.svg("rect", { class: "value", width: side - 3, height: side - 3, rx: 5, "fill-opacity": share.toFixed(2) }) : null,
        words(zx.language === "zh" ? zh : letters, row && side > 54 ? middle - 10 : middle + 4, side > 54 ? 14 : 12, "name"),
        row && side > 54 ? words(row.figure, middle + 7, 12) : null,
        row && side > 54 && other ? words(`${row.name}${own.length > 1 ? ` +${own.length - 1}` : ""}`, middle + 23, 11) : null,
      );
    };
    const tiles = GRID.flatMap((letters, line) => Array.from(letters).flatMap((letter, column) => (letter === "·" ? [] : [tile(letter, column, line)])));
    return zx.charts.picture("tiles", side * 8 + 8, side * 8 + 8, title, tiles);
  };
}
