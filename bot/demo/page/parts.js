// Small makers of elements. Text only ever enters as text.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
export function icon(name, words = "", looks = "") {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  if (looks) svg.setAttribute("class", looks);
  if (words) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", words);
  } else svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0] || "").join("").toUpperCase();

export function colour(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 6;
  return `c${sum}`;
}

const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;
function linked(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, found.index), outward(found[0], found[0]));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)].filter(Boolean);
}

export function outward(address, ...children) {
  return make("a", { href: safe(address), target: "_blank", rel: "noopener noreferrer" }, ...children);
}

const safe = (address) => (/^(https?|tg):\/\//i.test(address) ? address : "#");

// Bold and italic as the green app writes them: *so* and _so_.
const STARRED = /(^|[\s(])([*_])(\S(?:[^*_\n]*\S)?)\2(?=$|[\s.,;:!?)])/g;
export function starred(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(STARRED)) {
    parts.push(...linked(text.slice(from, found.index) + found[1]));
    parts.push(make(found[2] === "*" ? "strong" : "em", {}, ...linked(found[3])));
    from = found.index + found[0].length;
  }
  return [...parts, ...linked(text.slice(from))];
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code", blockquote: "q" };
export function marked(text, entities) {
  const parts = [];
  let from = 0;
  const known = entities.filter((e) => TAGS[e.type] || e.type === "text_link");
  for (const entity of known.sort((a, b) => a.offset - b.offset)) {
    if (entity.offset < from) continue;
    const words = text.slice(entity.offset, entity.offset + entity.length);
    parts.push(...linked(text.slice(from, entity.offset)));
    parts.push(entity.type === "text_link" ? outward(entity.url, words) : make(TAGS[entity.type], {}, words));
    from = entity.offset + entity.length;
  }
  return [...parts, ...linked(text.slice(from))];
}
