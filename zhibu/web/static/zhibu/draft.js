// Nothing typed is lost: every change is kept on this machine at once, and on the server after a short pause.
// A draft kept here is handed to the server before it is opened again, so there is one way to restore it.

const PAUSE = 1200;
const KEPT_DAYS = 7;

const form = document.querySelector("form[data-draft]");
const state = document.getElementById("draft-state");
const offer = document.getElementById("draft-offer");
const key = form && `zhibu-draft:${form.dataset.user}:${form.dataset.page}`;
let timer;

const entries = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

function keepHere() {
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), token: form.elements.token.value, entries: entries() }));
}

async function send(list) {
  const body = new URLSearchParams(list);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.draft, { method: "POST", body, redirect: "manual" });
  if (answer.ok) return (await answer.json()).saved ? "saved" : "recorded";
  return answer.type === "opaqueredirect" || answer.status === 403 ? "signed-out" : "failed";
}

function say(words, leadsTo) {
  state.textContent = words;
  if (!leadsTo) return;
  const link = document.createElement("a");
  link.href = leadsTo;
  link.textContent = "重新登录后接着写";
  state.append(link);
}

async function keepThere() {
  const outcome = await send(entries()).catch(() => "failed");
  const clock = new Date().toTimeString().slice(0, 5);
  if (outcome === "saved") say(`草稿已存 ${clock}`);
  if (outcome === "recorded") say("这份已经记录过了。");
  if (outcome === "failed") say("网络不通，已存在本机。");
  if (outcome === "signed-out") say("登录已过期，内容已存在本机。", `${form.dataset.signIn}?next=${encodeURIComponent(form.dataset.page)}`);
}

function changed() {
  keepHere();
  clearTimeout(timer);
  timer = setTimeout(keepThere, PAUSE);
}

function offerKept() {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!kept || "bound" in form.dataset) return;
  if (Date.now() - kept.at > KEPT_DAYS * 864e5) return localStorage.removeItem(key);
  const savedAt = Date.parse(form.dataset.savedAt) || 0;
  if (kept.token === form.elements.token.value && kept.at <= savedAt + PAUSE * 2) return;
  offer.querySelector("[data-at]").textContent = new Date(kept.at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
  offer.hidden = false;
  offer.querySelector("[data-take]").addEventListener("click", async () => {
    const outcome = await send(kept.entries).catch(() => "failed");
    if (outcome === "saved") {
      localStorage.removeItem(key);
      window.location = `${form.dataset.page}?draft=${kept.token}`;
    }
    if (outcome === "recorded") {
      localStorage.removeItem(key);
      offer.querySelector("p").textContent = "这份已经记录过了，不必再写。";
    }
    if (outcome === "failed") state.textContent = "网络不通，内容仍在本机，请稍后再试。";
  });
  offer.querySelector("[data-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    offer.hidden = true;
  });
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("htmx:afterSwap", changed);
  form.addEventListener("submit", () => clearTimeout(timer));
  offerKept();
}

// The attachment's cross takes it out of the form; the stored file stays in the house.
document.addEventListener("click", (event) => {
  const cross = event.target.closest("[data-removes]");
  if (!cross) return;
  cross.closest("li").remove();
  if (form) changed();
});
