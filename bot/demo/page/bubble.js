// One message, or an album, as a bubble.

import { colour, icon, make, marked, outward, starred } from "./parts.js";
import { state } from "./store.js";

const clockTime = (at) =>
  new Date(at).toLocaleTimeString("id-ID", { timeZone: state.zone, hour: "2-digit", minute: "2-digit" });
export const dayOf = (at) =>
  new Date(at).toLocaleDateString("id-ID", { timeZone: state.zone, weekday: "long", day: "numeric", month: "long", year: "numeric" });

const KINDS = { sticker: "🙏 Stiker", voice: "🎤 Pesan suara", video: "🎬 Video", dice: "🎲 Dadu" };

export function line(message) {
  if (message.kind !== "fault") return make("p", { class: "line" }, message.text);
  const why = message.code === 63016 ? "lewat 24 jam sejak pesan terakhir warga" : message.text;
  return make("p", { class: "line fault" }, `Pesan tidak sampai (${message.code}): ${why}`);
}

// `view` says whose eyes these are: person, app, group, messages, and what a press does.
export function row(messages, view, turn) {
  const [first] = messages;
  const last = messages[messages.length - 1];
  const mine = first.by === view.person;
  const box = make("div", { class: `row${mine ? " mine" : ""}${turn ? " turn" : ""}`, "data-id": first.id });
  const bubble = make("div", { class: "bubble" });
  if (view.group && !mine && turn) bubble.append(author(first));
  const answered = first.replyTo && view.messages.get(first.replyTo);
  if (answered) bubble.append(make("span", { class: "answered" }, short(answered)));
  bubble.append(...inside(messages, view), foot(last, mine));
  box.append(bubble, ...choices(first, view));
  box.append(make("button", { type: "button", class: "answer", tabindex: "-1", "aria-label": `Balas: ${short(first)}`, onclick: () => view.reply(first) }, icon("reply")));
  return box;
}

function author(message) {
  const name = message.fromBot ? state.bot : message.name;
  return make("span", { class: `author ${colour(name)}` }, name);
}

export const short = (message) =>
  message.text || { photo: "Foto", document: message.file?.name, location: "Lokasi", contact: "Kontak" }[message.kind] || KINDS[message.kind] || "Pesan";

function inside(messages, view) {
  const [message] = messages;
  const parts = [];
  if (message.kind === "photo") parts.push(photos(messages, view));
  else if (message.kind === "document") parts.push(paper(message.file));
  else if (message.kind === "location") parts.push(make("div", { class: "map" }, icon("pin", "Peta lokasi")), "Lokasi dibagikan");
  else if (message.kind === "contact") parts.push(make("strong", {}, message.contact.name), make("div", {}, message.contact.phone));
  else if (KINDS[message.kind]) parts.push(KINDS[message.kind]);
  const words = messages.find((m) => m.text);
  if (words) parts.push(said(words, view));
  return parts;
}

// A link's payload is sent, and not shown: the blue app shows only the command.
const shown = (text) => (/^\/start \S+$/.test(text) ? "/start" : text);

function said(message, view) {
  const parts = view.app === "green" ? starred(message.text) : marked(shown(message.text), message.entities);
  return make("div", { class: "said" }, ...parts);
}

function photos(messages, view) {
  const files = messages.filter((m) => m.file).map((m) => m.file);
  const grid = make("div", { class: `photos${files.length > 1 ? " many" : ""}` });
  for (const file of files) {
    const picture = make("img", { src: `/demo/file/${file.id}?small`, alt: "Foto", width: file.width, height: file.height });
    grid.append(make("button", { type: "button", "aria-label": "Lihat foto", onclick: () => view.look(file) }, picture));
  }
  return grid;
}

function paper(file) {
  const size = file.size < 1e6 ? `${Math.ceil(file.size / 1e3)} kB` : `${(file.size / 1e6).toFixed(1)} MB`;
  return make("a", { class: "paper", href: `/demo/file/${file.id}` }, make("i", {}, icon("file")), make("span", {}, file.name, make("small", {}, size)));
}

function foot(message, mine) {
  const parts = [message.edited ? "diedit" : "", clockTime(message.at)];
  const box = make("div", { class: "foot" }, parts.filter(Boolean).join(" · "));
  if (mine && message.chat?.startsWith("wa:") && message.tick !== "read") box.append(icon("tick", "Terkirim"));
  else if (mine) box.append(icon("ticks", "Diterima", "seen"));
  return box;
}

function choices(message, view) {
  if (!message.rows.length || message.keyboard === "reply") return [];
  if (message.keyboard === "list") {
    const open = make("button", { type: "button", onclick: () => view.list(message) }, icon("list"), message.listTitle || "Pilih");
    return [make("div", { class: "choices" }, make("div", {}, open))];
  }
  const rows = message.rows.map((buttons, row) => make("div", {}, ...buttons.map((button, place) => choice(message, button, row, place, view))));
  return [make("div", { class: "choices" }, ...rows)];
}

function choice(message, button, row, place, view) {
  if (button.url) return outward(button.url, button.label, icon("link"));
  const press = (event) => {
    const pressed = event.currentTarget;
    pressed.disabled = true;
    setTimeout(() => (pressed.disabled = false), 900);
    view.press(message, row, place);
  };
  return make("button", { type: "button", onclick: press }, button.label);
}
