// What the page knows: phones, people, chats and their messages, kept in step with the server's log.

export const state = { phones: [], chats: new Map(), now: 0, zone: "Asia/Jakarta" };

export async function load() {
  const answer = await fetch("/demo/state");
  const facts = await answer.json();
  Object.assign(state, facts);
  state.ahead = Date.parse(facts.now) - Date.now();
}

export const cityNow = () => new Date(Date.now() + state.ahead);

export function chatOf(key) {
  if (!state.chats.has(key)) state.chats.set(key, { key, members: [], messages: new Map(), notes: [] });
  return state.chats.get(key);
}

export function chatsOf(person) {
  return [...state.chats.values()].filter((chat) => chat.members.includes(person) && !chat.movedTo);
}

export function apply(event) {
  const chat = event.chat ? chatOf(event.chat) : null;
  const message = event.message;
  if (event.kind === "chat") Object.assign(chat, event.about);
  else if (event.kind === "delete") chat.messages.delete(message.id);
  else if (event.kind === "failed") chat.messages.set(`note-${event.seq}`, note(event));
  else if (message) chat.messages.set(message.id, message);
}

function note(event) {
  return { id: `note-${event.seq}`, kind: "fault", text: event.extra.words, code: event.extra.code };
}

// Follow the log. The browser resumes by itself at the last number it has seen.
export function follow(listen) {
  const source = new EventSource("/demo/events?after=0");
  source.onmessage = (line) => {
    const event = JSON.parse(line.data);
    apply(event);
    listen(event);
  };
  source.onerror = () => notice("Sambungan terputus, mencoba lagi…");
  source.onopen = reloadIfAnother;
}

// After a break: another run of the server has another log, so begin anew.
async function reloadIfAnother() {
  const { run } = await (await fetch("/demo/state")).json();
  if (run !== state.run) location.reload();
}

export async function act(action, wish) {
  return send(`/demo/${action}`, { body: JSON.stringify(wish), headers: { "Content-Type": "application/json" } });
}

export async function upload(wish, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries(wish)) form.append(name, value);
  for (const file of files) form.append("file", file);
  return send("/demo/send", { body: form, headers: {} });
}

async function send(address, { body, headers }) {
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { ...headers, "X-Demo": "1" } });
    if (!answer.ok) throw new Error(await answer.text());
    return await answer.json();
  } catch (error) {
    notice(`Tidak berhasil: ${error.message || "server tidak menjawab"}`);
    return null;
  }
}

let hide = 0;
export function notice(words) {
  const line = document.getElementById("notice");
  line.textContent = words;
  line.classList.add("on");
  clearTimeout(hide);
  hide = setTimeout(() => line.classList.remove("on"), 4000);
}
