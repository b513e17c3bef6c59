// The page: what the robot tells goes on the screen, what the visitor touches goes to the robot.
// Everything of a visitor lives in this module's variables and in the elements that `wipe` empties: no storage, no
// addresses, and of history one empty entry that makes the back button lead home.
import { article, markSentence, showAnswer } from "./answer.js";
import { Connection } from "./connection.js";
import { $, NoAnswer, button, el, get } from "./dom.js";
import { WayPanel } from "./map.js";
import { MODULES } from "./modules.js";
import { code, print } from "./slip.js";
import { Loudspeaker, Microphone } from "./sound.js";
import { WORDS, placed } from "./words.js";

const PRESENT_MS = 5000, WARN_BEFORE_MS = 15000, HALL_MS = 30000;

const IS_KIOSK = new URLSearchParams(location.search).has("kiosk");

let hall = null, welcome = null, answer = null, answerPieces = [];
let state = "waiting", forgetAfter = 60000, lastTouch = Date.now(), lastPresent = 0, goodbye = false;
let leaves = 0;  // said goodbye here already: what the robot answers to it must not wipe the next visitor's first words

const line = new Connection(await get("/api/protocol"), {
  hello: () => speaker.mayPlay,
  message: received,
  bytes: (buffer) => speaker.add(buffer),
  lost: () => trouble(WORDS.trouble.line),
  busy: () => trouble(WORDS.trouble.busy),
});
const speaker = new Loudspeaker({
  sounding: (speech, piece) => line.send({ type: "sounding", speech, piece }),
  played: (speech) => line.send({ type: "played", speech }),
  ready: () => { if (welcome) line.send({ type: "speaker", on: speaker.mayPlay }); },
});
const microphone = new Microphone({ samples: (buffer) => line.sendBytes(buffer), level });
const way = new WayPanel($("way"), () => hall, wishes, telling);

// --- what the robot tells

function received(message) {
  switch (message.type) {
    case "welcome": welcomed(message); break;
    case "state": showState(message.state); break;
    case "partial": $("state").querySelector(".partial").textContent = message.text; break;
    case "level": level(message.level); break;
    case "answer": answered(message.answer); break;
    case "saying": said(answerPieces[message.piece] ?? -1); break;
    case "speech": speaker.begin(message.speech, message.volume); break;
    case "made": speaker.made(message.speech, message.pieces); break;
    case "hold": speaker.hold(message.speech, message.do); break;
    case "forgotten": if (leaves > 0) leaves--; else wipe(); break;
    case "trouble": trouble(WORDS.trouble[message.what], 8000); break;
    case "changed": refreshHall(); break;
  }
}

function welcomed(message) {
  const fresh = welcome === null;
  welcome = message;
  leaves = 0;
  forgetAfter = message.forget_after_seconds * 1000;
  trouble("");
  showState("waiting");
  refreshHall();
  if (!fresh && !message.resumed) wipe();
  if (microphone.isOn) line.send({ type: "microphone", on: true });
  line.send({ type: "speaker", on: speaker.mayPlay });
  tellWishes();
  completed();
  if (!document.documentElement.dataset.ready) performance.mark("ready");
  document.documentElement.dataset.ready = "true";
  if (fresh) listenIfAllowed();
}

// What could not be fetched while the line was away comes after all.
function completed() {
  const body = $("module-body");
  way.again();
  if (document.body.dataset.screen === "module" && !body.hasChildNodes()) openModule(body.dataset.module);
}

function answered(next) {
  performance.mark("answer");  // for the benchmark; names nothing
  goodbye = next.actions.includes("goodbye");
  lastTouch = Date.now();
  if (next.aside && answer !== null) return;
  const before = answer;
  answer = next;
  answerPieces = next.pieces;
  $("heard").hidden = !next.heard;
  $("heard").textContent = next.heard ? WORDS.heard + next.heard : "";
  closeSheets();
  show("talk");
  showAnswer($("answer"), next, act);
  document.querySelector("main").scrollTop = 0;
  if (next.destination && (next.kind === "place" || window.matchMedia("(orientation: landscape) and (min-width: 60rem)").matches)) way.show(next.destination.id);
  else way.clear();
  if (next.actions.includes("larger") && !isElderly()) { elderly(true); wishes(); }
  if (next.actions.includes("print") && before && before.takeaway) takeAlong(before);
}

function showState(now) {
  const before = state;
  state = now;
  const box = $("state");
  box.dataset.state = now;
  box.querySelector(".sign").textContent = WORDS.signs[now];
  const idle = microphone.isOn || (welcome && welcome.own_sound) ? WORDS.micOn : WORDS.micOff;
  box.querySelector("strong").textContent = now === "waiting" ? (welcome && !welcome.listens ? WORDS.noListening : idle) : WORDS.states[now];
  if (now !== "listening") box.querySelector(".partial").textContent = "";
  if (before === "speaking" && now !== "speaking") said(-1);
  if (goodbye && now === "waiting") leave();
}

// The sentence that sounds now: marked in the answer, and the map goes along; -1: none.
function said(sentence) {
  markSentence($("answer"), sentence);
  way.follow(answer && sentence >= 0 ? answer.sentences[sentence] : null);
}

function telling(sentences) {
  return state === "speaking" && answer !== null && sentences.some((sentence) => answer.sentences.includes(sentence));
}

let troubleTimer = null;
function trouble(text, ms = 0) {
  clearTimeout(troubleTimer);
  $("trouble").textContent = placed(text, hall);
  $("trouble").hidden = !text;
  if (ms) troubleTimer = setTimeout(() => trouble(""), ms);
}

function level(loud) {
  $("level").classList.toggle("on", microphone.isOn || Boolean(welcome && welcome.own_sound));
  $("level").firstElementChild.style.transform = `scaleX(${loud})`;
}

// --- what the visitor does

const act = {
  ask(text) {
    closeSheets();
    unlock();
    line.send({ type: "ask", text: text.slice(0, 200) });
  },
  way(place) {
    closeSheets();
    show("talk");
    way.show(place).then(() => $("way").scrollIntoView({ block: "nearest" }));
  },
  async article(citation) {
    const name = `${citation.law.replace("中华人民共和国", "")}${citation.article}`;
    const hear = citation.known ? [button(WORDS.hear, () => act.ask(name), { class: "main" })] : [];
    act.sheet(`${citation.law} ${citation.article}`, await article(citation), hear);
  },
  take: takeAlong,
  said: (sentence) => placed(sentence, hall),
  desk: (name) => (hall && hall.desks[name] ? hall.desks[name].id : null),
  sheet(title, body, buttons) {
    $("sheet-title").textContent = title;
    $("sheet-body").replaceChildren(body);
    $("sheet-buttons").replaceChildren(...buttons, button(WORDS.close, () => $("sheet").close()));
    if (!$("sheet").open) $("sheet").showModal();
    $("sheet-body").scrollTop = 0;
  },
  scroll: () => { document.querySelector("main").scrollTop = 0; },
};

function takeAlong(taken) {
  act.sheet(WORDS.take, code(taken.takeaway, way.stepFree), [
    button(WORDS.print, () => print($("slip"), taken.takeaway, way.stepFree, ticked()), { class: "main" }),
  ]);
}

function ticked() {
  const boxes = $("answer").querySelectorAll(".ticks input:checked");
  return new Set(Array.from(boxes, (box) => box.parentElement.textContent));
}

function press(command) {
  unlock();
  line.send({ type: "press", command });
}

function unlock() {
  if (welcome && welcome.speaks && !welcome.own_sound) speaker.unlock();
}

async function speak() {
  if (welcome && welcome.own_sound) { line.send({ type: "touch" }); return; }
  await speaker.unlock();
  if (microphone.isOn) { line.send({ type: "touch" }); return; }
  await listen();
}

async function listen() {
  try {
    await microphone.start();
  } catch {
    trouble(WORDS.trouble.microphone, 8000);
    return;
  }
  line.send({ type: "microphone", on: true });
  line.send({ type: "touch" });
  $("speak").setAttribute("aria-pressed", "true");
  showState(state);
  level(0);
}

// Whoever touched 说话 has gone: the browser stops listening. A kiosk waits for the next visitor's voice.
async function silence() {
  if (!microphone.isOn) return;
  await microphone.stop();
  line.send({ type: "microphone", on: false });
  $("speak").setAttribute("aria-pressed", "false");
  showState(state);
}

// A kiosk whose browser was told to allow the microphone hears from the start; a phone asks first.
async function listenIfAllowed() {
  if (!welcome.listens || welcome.own_sound || !navigator.mediaDevices) return;
  const allowed = await navigator.permissions.query({ name: "microphone" }).catch(() => null);
  if (allowed === null || allowed.state !== "granted" || !IS_KIOSK) return;
  await speaker.unlock();
  await listen();
}

function isElderly() { return document.documentElement.classList.contains("elderly"); }

function elderly(on) {
  document.documentElement.classList.toggle("elderly", on);
  $("elderly").setAttribute("aria-pressed", String(on));
}

function larger(on) {
  document.documentElement.classList.toggle("larger", on);
  $("larger").setAttribute("aria-pressed", String(on));
}

function isLarger() { return document.documentElement.classList.contains("larger"); }

function wishes() {
  line.send({ type: "wishes", slow: isElderly(), step_free: way.stepFree });
}

// A robot that begins with a new visitor knows nothing of what was set by hand.
function tellWishes() {
  if (isElderly() || way.stepFree) wishes();
}

// --- screens

function show(name) {
  for (const id of ["home", "talk", "module"]) $(id).hidden = id !== name;
  document.body.dataset.screen = name;
}

async function openModule(name) {
  const body = $("module-body");
  $("module-title").textContent = WORDS.modules[name];
  body.dataset.module = name;
  body.replaceChildren();
  show("module");
  document.querySelector("main").scrollTop = 0;
  const filled = el("div", {});
  await MODULES[name](filled, act);
  if ($("module-title").textContent === WORDS.modules[name]) body.replaceChildren(filled);
}

async function refreshHall() {
  const found = await get("/api/hall");
  if (found === null) return;
  hall = found;
  $("hall-name").textContent = hall.name;
  document.title = hall.name;
  $("hall-now").textContent = hall.date;
  $("open-now").textContent = hall.now;
  $("hours").textContent = hall.hours;
  $("sample").hidden = !hall.sample;
  $("examples").replaceChildren(...hall.examples.map((question) => el("li", {}, button(question, () => act.ask(question)))));
  const windows = hall.floors.flatMap((floor) => floor.places.filter((place) => place.number !== null).map((place) => ({ ...place, floor: floor.name })));
  $("windows").replaceChildren(...windows.map((place) => el("li", {}, el("button", { type: "button", on: { click: () => act.way(place.id) } },
    el("span", {}, place.name), el("small", {}, `${place.floor}　${hall.open ? WORDS.open : WORDS.closed}`)))));
}

function closeSheets() {
  for (const id of ["sheet", "leaving"]) if ($(id).open) $(id).close();
}

// Nothing of the last visitor stays: not on the screen, not in memory, not in the page's history.
function wipe() {
  empty();
  elderly(false);
  larger(false);
}

// What was said is gone; how large the page is stays.
function empty() {
  answer = null;
  answerPieces = [];
  goodbye = false;
  speaker.end();
  closeSheets();
  way.stepFree = false;
  way.clear();
  for (const id of ["answer", "heard", "module-body", "module-title", "sheet-title", "sheet-body", "sheet-buttons", "slip"]) $(id).replaceChildren();
  $("heard").hidden = true;
  $("typed").reset();
  performance.clearMarks();
  if (!IS_KIOSK) silence();
  $("state").querySelector(".partial").textContent = "";
  show("home");
  document.querySelector("main").scrollTop = 0;
}

function leave() {
  sayLeft();
  wipe();
}

// 首页: whoever touches it may go on asking, so large letters and slow speech stay until nobody is there any more.
function home() {
  sayLeft();
  empty();
  tellWishes();
}

function sayLeft() {
  if (!line.isOpen) return;
  leaves++;
  line.send({ type: "leave" });
}

// --- the browser's back button

// One entry above the page's own takes what "back" takes away, and is put there again.
function holdHistory() {
  if (!history.state || history.state.held !== true) history.pushState({ held: true }, "");
}

function back() {
  if ($("sheet").open) closeSheets(); else home();
  holdHistory();
}

// --- whether somebody is there

function present() {
  lastTouch = Date.now();
  if (lastTouch - lastPresent < PRESENT_MS) return;
  lastPresent = lastTouch;
  line.send({ type: "present" });
}

function watch() {
  const quiet = Date.now() - lastTouch, inUse = document.body.dataset.screen !== "home" || isElderly() || isLarger();
  if (state !== "waiting") { lastTouch = Date.now(); return; }
  if (!inUse) return;
  if (quiet > forgetAfter && !line.isOpen) wipe();  // otherwise the robot says when
  else if (quiet > forgetAfter - WARN_BEFORE_MS && !$("leaving").open && line.isOpen) $("leaving").showModal();
}

// --- begin

$("to-home").onclick = home;
$("elderly").onclick = () => { elderly(!isElderly()); wishes(); };
$("larger").onclick = () => larger(!isLarger());
$("speak").onclick = speak;
$("stop").onclick = () => { speaker.end(); line.send({ type: "touch" }); };
$("again").onclick = () => press("repeat");
$("slower").onclick = () => press("slower");
$("human").onclick = () => press("human");
// At the end of the touch: closed at its beginning, what lies below would be touched.
for (const event of ["click", "keydown"]) $("leaving").addEventListener(event, () => $("leaving").close());
$("typed").onsubmit = (event) => {
  event.preventDefault();
  const text = $("question").value.trim();
  if (/[\p{L}\p{N}]/u.test(text)) act.ask(text);
  else if (text) trouble(WORDS.onlyWords, 6000);
  $("question").blur();
  $("typed").reset();
};
for (const node of document.querySelectorAll("[data-module]")) node.onclick = () => openModule(node.dataset.module);
for (const event of ["pointerdown", "keydown", "wheel"]) document.addEventListener(event, present, { passive: true, capture: true });
// Browsers pass over an entry that was made before anybody touched the page, so it is looked for at every touch.
for (const event of ["click", "keydown"]) document.addEventListener(event, holdHistory, { passive: true, capture: true });
window.addEventListener("popstate", back);
window.addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof NoAnswer)) return;
  event.preventDefault();
  line.lose();
});
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
document.addEventListener("contextmenu", (event) => event.preventDefault());
setInterval(watch, 1000);
setInterval(refreshHall, HALL_MS);
show("home");
showState("waiting");
holdHistory();
refreshHall();
line.open();
