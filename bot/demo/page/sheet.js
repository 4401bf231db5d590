// Sheets that rise from the foot of a phone: what to attach, and rows to choose from.

import { icon, make } from "./parts.js";

const EXAMPLES = [
  ["ktp", "card", "Contoh KTP", "jelas terbaca"],
  ["ktp_buram", "card", "Contoh KTP buram", "untuk mencoba penolakan foto"],
  ["kk", "cards", "Contoh KK", "kartu keluarga"],
  ["ktp+kk", "cards", "Contoh KTP dan KK", "dua foto sekaligus"],
  ["rumah", "house", "Contoh foto rumah", "keadaan tempat tinggal"],
];

export function attachments({ device, example, location, shut }) {
  const then = (work) => () => { shut(); work(); };
  return make("div", { class: "sheet", role: "dialog", "aria-label": "Lampirkan" },
    item("photo", "Foto atau PDF dari perangkat", "boleh beberapa sekaligus", then(device)),
    item("pin", "Bagikan lokasi", "sekitar balai kota", then(location)),
    make("hr"),
    make("p", {}, "Dokumen rekaan, bukan milik siapa pun:"),
    ...EXAMPLES.map(([kind, picture, label, hint]) => item(picture, label, hint, then(() => example(kind)))));
}

export function chooseFrom(message, choose, shut) {
  const rows = message.rows.map(([button], place) => item("", button.label, button.hint, () => { shut(); choose(place); }));
  return make("div", { class: "sheet", role: "dialog", "aria-label": message.listTitle || "Pilih" }, make("h3", {}, message.listTitle || "Pilih"), ...rows);
}

function item(picture, label, hint, work) {
  return make("button", { type: "button", onclick: work }, picture ? icon(picture) : null, make("span", {}, label, hint ? make("small", {}, hint) : null));
}
