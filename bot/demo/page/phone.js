// One phone: who holds it, which chat is open, and everything one can do in it.

import { dayOf, line, row, short } from "./bubble.js";
import { icon, initials, make } from "./parts.js";
import { attachments, chooseFrom } from "./sheet.js";
import { act, chatOf, chatsOf, state, upload } from "./store.js";

const TABBED = 2; // so many of the newest messages with buttons are reached by Tab

export class Phone {
  constructor(about, { changed }) {
    this.about = about;
    this.changed = changed;
    this.person = about.holders[0].person;
    this.open = "";
    this.chosen = false;
    this.mine = [];
    this.unread = new Map();
    this.shown = false;
    this.recall();
    this.draw();
  }

  // ---- what it is made of

  draw() {
    const { about } = this;
    this.title = make("h2", {}, about.title);
    this.holder = make("div", { class: "holder" });
    this.time = make("span", {});
    this.name = make("strong", {});
    this.under = make("small", {});
    this.face = make("div", { class: "face", "aria-hidden": "true" });
    this.rooms = make("div", { class: "rooms", role: "group", "aria-label": "Obrolan" });
    this.elsewhere = make("div", { class: "elsewhere" });
    this.talk = make("div", { class: "talk", role: "log", "aria-live": "off", tabindex: "0", onkeydown: (e) => this.walk(e), "aria-label": `Percakapan ${about.title}` });
    this.pad = make("div", { class: "pad" });
    this.quote = make("div", { class: "quote" });
    this.text = make("textarea", { rows: "1", placeholder: "Ketik pesan", "aria-label": `Pesan dari ${about.title}`, maxlength: "4096", onkeydown: (e) => this.key(e), onpaste: (e) => this.paste(e) });
    this.toast = make("div", { class: "toast", role: "status" });
    this.veil = make("div", { class: "veil", onclick: (e) => e.target === this.veil && this.closeSheet(), onkeydown: (e) => e.key === "Escape" && this.closeSheet() });
    this.alert = make("div", { class: "alert", role: "alertdialog", "aria-label": "Jawaban tombol" });
    this.files = make("input", { type: "file", multiple: true, accept: "image/*,application/pdf", hidden: true, onchange: () => this.sendFiles([...this.files.files]) });
    const attach = make("button", { type: "button", "aria-label": "Lampirkan", onclick: () => this.attach() }, icon("plus"));
    const go = make("button", { class: "go", "aria-label": "Kirim" }, icon("send"));
    this.composer = make("form", { class: "composer", onsubmit: (e) => this.submit(e) }, attach, this.text, go, this.files);
    const screen = make("div", { class: "screen", ondragover: (e) => e.preventDefault(), ondrop: (e) => this.drop(e) },
      make("div", { class: "status", "aria-hidden": "true" }, this.time, make("i", {})),
      make("div", { class: "bar" }, this.face, make("div", {}, this.name, this.under)),
      this.rooms, this.elsewhere, this.talk, this.quote, this.pad, this.composer, this.toast, this.veil, this.alert);
    this.node = make("section", { class: `phone ${about.app}`, id: `phone-${about.key}`, "aria-label": `Ponsel ${about.title}`, "data-phone": about.key },
      make("div", { class: about.holders.length > 1 ? "who" : "who single" }, this.title, this.holder), make("div", { class: "frame" }, screen));
  }

  tick(words) {
    this.time.textContent = words;
  }

  // ---- whose it is, and which chat is open

  hold(person) {
    this.person = person;
    this.chosen = false;
    this.remember();
    this.refresh();
  }

  // Who held it, and which chat was open, outlive a reload of this window.
  remember() {
    try {
      sessionStorage.setItem(`phone ${this.about.key}`, JSON.stringify({ run: state.run, person: this.person, open: this.chosen ? this.open : "" }));
    } catch { /* a browser without storage forgets */ }
  }

  recall() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(`phone ${this.about.key}`));
    } catch { /* as above */ }
    this.known = Boolean(kept && kept.run === state.run && this.about.holders.some((h) => h.person === kept.person));
    if (!this.known) return;
    this.person = kept.person;
    this.open = kept.open;
    this.chosen = Boolean(kept.open);
  }

  // Opened in the middle of a story: in the hands of whoever had the last news.
  begin() {
    if (this.known || this.about.holders.length < 3) return;
    const waits = (person) => Math.max(0, ...chatsOf(person).filter((c) => c.kind === "private").map(lastNews));
    const busiest = this.about.holders.reduce((a, b) => (waits(b.person) > waits(a.person) ? b : a));
    this.person = busiest.person;
  }

  pickRoom() {
    const mine = chatsOf(this.person).filter((chat) => (chat.kind === "whatsapp") === (this.about.app === "green"));
    const wanted = mine.find((chat) => (chat.kind === "private") !== (this.about.opens === "group"));
    this.mine = mine.sort((a, b) => (a === wanted ? -1 : b === wanted ? 1 : 0));
    const stays = this.chosen && mine.some((chat) => chat.key === this.open);
    if (!stays) this.open = (wanted || mine[0] || {}).key || "";
  }

  refresh() {
    this.pickRoom();
    this.seen();
    this.drawHolder();
    this.drawRooms();
    this.drawBar();
    this.drawTalk();
  }

  drawHolder() {
    const { holders } = this.about;
    if (holders.length === 1) this.holder.replaceChildren(make("span", { class: "name" }, [holders[0].name, holders[0].role].filter(Boolean).join(" · ")));
    else if (holders.length <= 2) this.drawHands(holders);
    else this.drawPicker(holders);
  }

  // Drawn anew, the buttons keep the keyboard's place.
  drawHands(holders) {
    const held = [...this.holder.querySelectorAll("button")].indexOf(document.activeElement);
    this.holder.replaceChildren(this.hands(holders));
    if (held >= 0) this.holder.querySelectorAll("button")[held].focus();
  }

  // Changed in place, so that an open list stays open.
  drawPicker(holders) {
    if (!this.picker) this.holder.append((this.picker = this.select(holders)));
    holders.forEach((holder, place) => (this.picker.options[place].textContent = this.described(holder)));
    this.picker.value = this.person;
    this.drawElsewhere(holders);
  }

  // News for somebody else of the list would go unseen: one press hands the phone over.
  drawElsewhere(holders) {
    const held = this.elsewhere.contains(document.activeElement);
    const [other] = holders.filter((h) => h.person !== this.person && this.unreadOf(h.person)).sort((a, b) => this.unreadOf(b.person) - this.unreadOf(a.person));
    if (!other) this.elsewhere.replaceChildren();
    else this.elsewhere.replaceChildren(make("button", { type: "button", onclick: () => { this.hold(other.person); this.talk.focus(); } },
      make("span", {}, `Pesan baru untuk ${[other.name, other.role].filter(Boolean).join(" · ")}`), make("strong", {}, "Buka")));
    if (held) (this.elsewhere.querySelector("button") || this.talk).focus();
  }

  described(holder) {
    const count = this.unreadOf(holder.person);
    return (count ? `(${count}) ` : "") + [holder.role, holder.name].filter(Boolean).join(" · ");
  }

  hands(holders) {
    const buttons = holders.map((h) => make("button", { type: "button", "aria-pressed": String(h.person === this.person), title: [h.name, h.role].filter(Boolean).join(" · "), onclick: () => this.hold(h.person) }, h.name.split(" ")[0], this.badge(this.unreadOf(h.person))));
    return make("div", { class: "hands", role: "group", "aria-label": `Siapa yang memegang ponsel ${this.about.title}` }, ...buttons);
  }

  select(holders) {
    const options = holders.map((holder) => make("option", { value: holder.person }, this.described(holder)));
    return make("select", { "aria-label": `Siapa yang memegang ponsel ${this.about.title}`, onchange: (e) => this.hold(e.target.value) }, ...options);
  }

  drawRooms() {
    if (this.mine.length < 2) return this.rooms.replaceChildren();
    const groups = this.mine.filter((chat) => chat.kind !== "private").length;
    const label = (chat) => (chat.kind === "private" ? "Pribadi" : groups > 1 ? chat.title : "Grup");
    this.rooms.replaceChildren(...this.mine.map((chat) => make("button", { type: "button", title: chat.title, "aria-pressed": String(chat.key === this.open), onclick: () => this.enter(chat.key) },
      label(chat), this.badge(this.unread.get(`${this.person} ${chat.key}`) || 0))));
  }

  badge(count) {
    return make("span", { class: "badge", "aria-label": count ? `${count} pesan baru` : null }, count ? String(count) : "");
  }

  unreadOf(person) {
    return chatsOf(person).reduce((sum, chat) => sum + (this.unread.get(`${person} ${chat.key}`) || 0), 0);
  }

  get waiting() {
    return [...this.unread.values()].reduce((sum, count) => sum + count, 0);
  }

  enter(key) {
    this.open = key;
    this.chosen = true;
    this.remember();
    this.refresh();
    this.talk.focus();
  }

  drawBar() {
    const chat = chatOf(this.open);
    const group = chat.kind === "group" || chat.kind === "supergroup";
    this.name.textContent = group ? chat.title : state.bot;
    this.face.textContent = initials(this.name.textContent);
    this.face.classList.toggle("group", group);
    const number = this.about.app === "green" ? "akun bisnis" : "bot";
    this.under.textContent = group ? `${chat.members.length + 1} anggota` : number;
  }

  // ---- the conversation

  get view() {
    const chat = chatOf(this.open);
    return {
      person: this.person, app: this.about.app, messages: chat.messages,
      group: chat.kind === "group" || chat.kind === "supergroup",
      press: (message, row, place) => act("press", { ...this.here(), message: message.id, row, place }),
      list: (message) => this.openSheet(chooseFrom(message, (row) => act("press", { ...this.here(), message: message.id, row, place: 0 }), () => this.closeSheet())),
      reply: (message) => this.answer(message),
      look: (file) => look(file),
    };
  }

  here() {
    return { person: this.person, chat: this.open };
  }

  // `fresh` is the number of a message that has just come; without one everything is drawn anew.
  drawTalk(fresh = 0) {
    const messages = [...chatOf(this.open).messages.values()];
    const nearEnd = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 160;
    const focused = this.talk.contains(document.activeElement) && document.activeElement !== this.talk;
    if (!messages.length) this.talk.replaceChildren(this.blank());
    else this.talk.replaceChildren(...this.lines(messages));
    for (const old of [...this.talk.querySelectorAll(".choices")].slice(0, -TABBED)) old.querySelectorAll("button").forEach((b) => (b.tabIndex = -1));
    if (focused && !this.talk.contains(document.activeElement)) this.talk.focus({ preventScroll: true });
    if (fresh) this.talk.querySelector(`[data-id="${fresh}"]`)?.classList.add("fresh");
    if (!fresh || nearEnd) this.toEnd();
    this.drawPad(messages);
  }

  // Tab stops at the newest buttons only; arrows go through all of them.
  walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const all = [...this.talk.querySelectorAll(".choices button")];
    const at = all.indexOf(document.activeElement);
    if (!step || at < 0 || !all[at + step]) return;
    event.preventDefault();
    all[at + step].focus();
  }

  toEnd() {
    this.talk.scrollTop = this.talk.scrollHeight;
    for (const picture of this.talk.querySelectorAll("img")) {
      if (!picture.complete) picture.addEventListener("load", () => (this.talk.scrollTop = this.talk.scrollHeight), { once: true });
    }
  }

  lines(messages) {
    const nodes = [];
    const view = this.view;
    let day = "", before = null;
    for (const block of blocks(messages)) {
      const [first] = block;
      if (first.at && dayOf(first.at) !== day) nodes.push(make("p", { class: "day" }, (day = dayOf(first.at))));
      if (first.kind === "notice" || first.kind === "fault") nodes.push(line(first));
      else nodes.push(row(block.map((m) => ({ ...m, chat: this.open })), view, !before || before.by !== first.by));
      before = first;
    }
    return nodes;
  }

  blank() {
    if (!this.open) return make("div", { class: "blank" }, make("p", {}, "Belum ada obrolan."));
    const group = this.view.group;
    if (group) return make("div", { class: "blank" }, make("p", {}, "Kartu laporan untuk petugas akan muncul di sini."));
    const start = this.about.greeting;
    return make("div", { class: "blank" }, make("p", {}, "Belum ada pesan di sini."),
      make("button", { type: "button", onclick: () => act("say", { ...this.here(), text: start }) }, start === "/start" ? "Mulai" : `Kirim “${start}”`));
  }

  drawPad(messages) {
    const last = [...messages].reverse().find((m) => m.fromBot && m.keyboard === "reply");
    const rows = last ? last.rows : [];
    this.pad.replaceChildren(...rows.map((keys, row) => make("div", {}, ...keys.map((key, place) =>
      make("button", { type: "button", onclick: () => act("press", { ...this.here(), message: last.id, row, place }) }, key.label)))));
  }

  // ---- what comes in

  hear(event) {
    if (event.kind === "toast") return this.flash(event);
    if (event.kind === "typing" && event.chat === this.open) return this.typing();
    if (event.kind === "chat") return this.refresh();
    if (event.chat === this.open && (event.message || event.kind === "failed")) {
      this.stopTyping();
      this.drawTalk(event.kind === "message" ? event.message.id : -1);
    }
    if (event.kind === "message") this.count(event);
  }

  count(event) {
    if (!event.message.fromBot) return;
    for (const { person } of this.about.holders) {
      if (!chatOf(event.chat).members.includes(person)) continue;
      if (person === this.person && event.chat === this.open && this.shown && !document.hidden) continue;
      const key = `${person} ${event.chat}`;
      this.unread.set(key, (this.unread.get(key) || 0) + 1);
    }
    if (this.shown && event.chat === this.open) this.seen();
    this.drawHolder();
    this.drawRooms();
    this.changed(this);
  }

  seen() {
    if (!this.shown || !this.open) return;
    this.unread.delete(`${this.person} ${this.open}`);
    this.changed(this);
    if (this.about.app !== "green") return;
    clearTimeout(this.reading);
    this.reading = setTimeout(() => act("read", this.here()), 700);
  }

  show(shown) {
    this.shown = shown;
    if (!shown) return;
    this.seen();
    this.drawHolder();
    this.drawRooms();
  }

  flash(event) {
    if (event.extra.person !== this.person || !event.extra.text) return;
    if (!event.extra.alert) {
      this.toast.textContent = event.extra.text;
      this.toast.classList.add("on");
      clearTimeout(this.fading);
      this.fading = setTimeout(() => this.toast.classList.remove("on"), 3500);
      return;
    }
    const back = document.activeElement;
    const shut = () => { this.alert.classList.remove("on"); back?.focus?.(); };
    const button = make("button", { type: "button", onclick: shut, onkeydown: (e) => e.key === "Escape" && shut() }, "Baik");
    this.alert.replaceChildren(make("div", {}, make("span", {}, event.extra.text), button));
    this.alert.classList.add("on");
    button.focus();
  }

  typing() {
    this.under.textContent = "mengetik…";
    clearTimeout(this.typed);
    this.typed = setTimeout(() => this.drawBar(), 4000);
  }

  stopTyping() {
    clearTimeout(this.typed);
    this.drawBar();
  }

  // ---- what goes out

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    if (event.key === "Escape") this.answer(null);
    if (event.key === "ArrowUp" && !this.text.value) this.answerEarlier(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text || !this.open) return;
    this.text.value = "";
    act("say", { ...this.here(), text, replyTo: this.replyTo || 0 });
    this.answer(null);
  }

  answer(message) {
    this.replyTo = message?.id || 0;
    this.quote.classList.toggle("on", Boolean(message));
    if (!message) return this.quote.replaceChildren();
    this.quote.replaceChildren(make("span", {}, `Membalas: ${short(message)}`),
      make("button", { type: "button", "aria-label": "Batal membalas", onclick: () => this.answer(null) }, icon("close")));
    this.text.focus();
  }

  // Arrow up in an empty line: reply to the message before.
  answerEarlier(event) {
    event.preventDefault();
    const others = [...chatOf(this.open).messages.values()].filter((m) => m.by && m.by !== this.person);
    const at = others.findIndex((m) => m.id === this.replyTo);
    this.answer(others[at > 0 ? at - 1 : others.length - 1] || null);
  }

  attach() {
    this.openSheet(attachments({
      device: () => this.files.click(),
      example: (kind) => act("example", { ...this.here(), kind }),
      location: () => act("location", this.here()),
      shut: () => this.closeSheet(),
    }));
  }

  sendFiles(files) {
    if (files.length) upload({ ...this.here(), caption: this.text.value.trim() }, files);
    this.files.value = "";
    this.text.value = "";
  }

  drop(event) {
    event.preventDefault();
    this.sendFiles([...event.dataTransfer.files]);
  }

  paste(event) {
    const files = [...(event.clipboardData?.files || [])];
    if (!files.length) return;
    event.preventDefault();
    this.sendFiles(files);
  }

  openSheet(sheet) {
    this.before = document.activeElement;
    this.veil.replaceChildren(sheet);
    this.veil.classList.add("on");
    sheet.querySelector("button")?.focus();
  }

  closeSheet() {
    this.veil.classList.remove("on");
    this.veil.replaceChildren();
    (this.before?.isConnected ? this.before : this.text).focus();
  }
}

// When the newest message of that chat came; a welcome alone is no news.
function lastNews(chat) {
  const heard = [...chat.messages.values()].filter((m) => m.fromBot);
  return heard.length > 1 ? Date.parse(heard.pop().at) : 0;
}

function blocks(messages) {
  const found = [];
  for (const message of messages) {
    const last = found[found.length - 1];
    if (message.album && last && last[0].album === message.album) last.push(message);
    else found.push([message]);
  }
  return found;
}

function look(file) {
  const viewer = document.getElementById("viewer");
  viewer.querySelector("img").src = `/demo/file/${file.id}`;
  viewer.showModal();
}
