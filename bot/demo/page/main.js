// Sets the stage: phones, tabs, clock and guide.

import { short } from "./bubble.js";
import { make } from "./parts.js";
import { Phone } from "./phone.js";
import { act, cityNow, follow, load, notice, state } from "./store.js";

const stage = document.getElementById("stage");
const tabs = document.getElementById("tabs");
const narrow = matchMedia("(width < 720px)");
let phones = [];
let past = 0; // the log's length when the page was opened: what stands there is shown at once

async function begin() {
  await load();
  document.getElementById("city").textContent = state.city;
  document.getElementById("zone").textContent = state.zoneName;
  phones = state.phones.map((about) => new Phone(about, { changed: drawTabs }));
  stage.append(...phones.map((phone) => phone.node));
  drawTabs();
  drawGuide();
  replay.hidden = !state.replays;
  watch();
  narrow.addEventListener("change", watch);
  setInterval(tick, 1000);
  tick();
  past = state.last;
  if (!past) settle();
  follow(hear);
}

function hear(event) {
  if (event.seq === past) settle();
  if (event.seq <= past) return;
  if (event.kind === "clock") load().then(tick);
  if (event.kind === "playing") playing(event.extra);
  if (event.kind === "hold") follows(event.extra);
  for (const phone of phones) phone.hear(event);
  if (event.kind === "message" && event.message.fromBot) announce(event);
}

function settle() {
  phones.forEach((phone) => {
    phone.begin();
    phone.refresh();
  });
  stage.setAttribute("aria-busy", "false");
}

function announce(event) {
  const phone = phones.find((p) => p.open === event.chat);
  const line = document.getElementById("announce");
  if (phone) line.textContent = `${phone.about.title}: ${short(event.message).slice(0, 200)}`;
}

// ---- one phone at a time on a narrow window

let watcher = null;
function watch() {
  watcher?.disconnect();
  if (!narrow.matches) return phones.forEach((phone) => phone.show(true));
  watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) phones.find((p) => p.node === entry.target).show(entry.intersectionRatio >= 0.61);
    drawTabs();
  }, { root: stage, threshold: [0, 0.61] });
  phones.forEach((phone) => watcher.observe(phone.node));
}

function drawTabs() {
  const held = tabs.contains(document.activeElement) ? [...tabs.children].indexOf(document.activeElement) : -1;
  tabs.replaceChildren(...phones.map((phone) => make("button", { type: "button", "aria-current": String(phone.shown), onclick: () => go(phone) },
    phone.about.title, make("span", { class: "badge" }, phone.waiting ? String(phone.waiting) : ""))));
  if (held >= 0) tabs.children[held].focus({ preventScroll: true });
  if (narrow.matches) centre(tabs.querySelector('[aria-current="true"]'));
  const waiting = phones.reduce((sum, phone) => sum + phone.waiting, 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}Sambung · peragaan`;
}

function centre(tab) {
  if (tab) tabs.scrollTo({ left: tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2, behavior: "smooth" });
}

function go(phone) {
  stage.scrollTo({ left: phone.node.offsetLeft - stage.offsetLeft, behavior: "smooth" });
}

// ---- the clock

function tick() {
  const now = cityNow();
  const at = { timeZone: state.zone };
  const words = now.toLocaleTimeString("id-ID", { ...at, hour: "2-digit", minute: "2-digit" });
  document.getElementById("time").textContent = words;
  document.getElementById("time").dateTime = now.toISOString();
  document.getElementById("date").textContent = now.toLocaleDateString("id-ID", { ...at, weekday: "long", day: "numeric", month: "long", year: "numeric" });
  phones.forEach((phone) => phone.tick(words));
}

for (const button of document.querySelectorAll(".steps button")) {
  button.addEventListener("click", async () => {
    const buttons = document.querySelectorAll(".steps button");
    buttons.forEach((b) => (b.disabled = true));
    const next = "next" in button.dataset;
    const answer = await act("forward", next ? { next: true } : { minutes: Number(button.dataset.minutes) });
    buttons.forEach((b) => (b.disabled = false));
    button.focus();
    if (answer && next && !answer.moved) notice("Tidak ada yang dijadwalkan.");
    await load();
    tick();
    if (answer?.moved) notice(`Sekarang ${document.getElementById("date").textContent}, pukul ${document.getElementById("time").textContent}.`);
  });
}

// ---- one case by itself

const replay = document.getElementById("replay");
replay.addEventListener("click", () => act("replay", { speed: 1 }));

function playing({ on, words }) {
  replay.setAttribute("aria-pressed", String(on));
  replay.querySelector("span").textContent = on ? "Hentikan" : "Putar satu kasus";
  if (words) notice(words);
}

// The script says whose turn it is: show that phone, in those hands.
function follows({ phone, person }) {
  const one = phones.find((p) => p.about.key === phone);
  if (!one) return;
  if (one.person !== person && one.about.holders.some((h) => h.person === person)) one.hold(person);
  if (narrow.matches && !one.shown) go(one);
  phones.forEach((p) => p.node.classList.toggle("acts", p === one));
}

// ---- the guide

function drawGuide() {
  const steps = state.steps.map((step) => make("li", {}, make("p", {}, step.words), make("p", { class: "english", lang: "en" }, step.english)));
  document.getElementById("guide-steps").replaceChildren(...steps);
}

document.getElementById("open-guide").addEventListener("click", () => document.getElementById("guide").showModal());
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

begin();
