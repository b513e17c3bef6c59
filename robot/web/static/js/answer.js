// An answer, for the eye.
import { button, el, get } from "./dom.js";
import { WORDS } from "./words.js";

const SHORT = 4;  // characters: such choices stand beside each other

// `act` has ask(text), way(place), article(law, number), take(answer).
export function showAnswer(node, answer, act) {
  node.className = answer.kind === "emergency" && !answer.quiet ? "emergency" : "";
  const parts = [];
  if (answer.title) parts.push(el("h2", {}, answer.title));
  if (answer.sentences.length) parts.push(spoken(answer.sentences));
  if (answer.choices) parts.push(choices(answer, act));
  for (const part of answer.parts) parts.push(shownPart(part, answer.sentences));
  if (answer.citations.length) parts.push(basis(answer.citations, act));
  if (answer.destination && answer.kind !== "place") parts.push(goal(answer.destination, act));
  if (answer.takeaway) parts.push(el("div", { class: "row" }, button(WORDS.take, () => act.take(answer), { class: "take" })));
  if (!answer.choices && answer.follow_ups.length) parts.push(next(answer.follow_ups, act));
  node.replaceChildren(...parts.filter((part) => part !== null));
}

export function markSentence(node, sentence) {
  node.querySelectorAll(".sentence").forEach((each, index) => {
    const now = index === sentence;
    each.classList.toggle("now", now);
    if (now) each.setAttribute("aria-current", "true"); else each.removeAttribute("aria-current");
  });
}

export function shownPart(part, sentences = []) {
  const said = sentences.join("");
  const lines = part.title ? part.lines : part.lines.filter((line) => !said.includes(line) && line !== said);
  if (!lines.length) return null;
  const box = el("div", { class: "part" }, part.title ? el("h3", {}, part.title) : null);
  if (part.style === "ticks") box.append(el("ul", { class: "ticks" }, ...lines.map(tick)));
  else if (part.style === "steps") box.append(el("ol", {}, ...lines.map((line) => el("li", {}, line))));
  else box.append(...lines.map((line) => el("p", {}, line)));
  return box;
}

export function basis(citations, act) {
  const box = el("div", { class: "row basis" }, el("h3", {}, WORDS.basis));
  for (const each of citations) {
    box.append(button(`${each.law.replace("中华人民共和国", "")} ${each.article}`, () => act.article(each), { class: "cite" }));
  }
  return box;
}

export async function article(citation) {
  const found = citation.known ? await get(`/api/law/${encodeURIComponent(citation.law)}/${encodeURIComponent(citation.article)}`) : null;
  if (found === null) return el("p", {}, WORDS.notInDatabase);
  return el("div", {}, el("p", { class: "muted" }, [found.chapter, found.source, WORDS.effective(found.effective, found.amended_by)].filter(Boolean).join("　")),
    el("p", { class: "law-text" }, found.text));
}

function spoken(sentences) {
  return el("p", { class: "spoken" }, ...sentences.map((sentence) => el("span", { class: "sentence" }, sentence)));
}

// Whatever can be said to a question of the robot's can be touched. Only entries (an answer without a name of its own)
// can be refused; townships cannot.
function choices(answer, act) {
  const titles = answer.id ? answer.follow_ups : [...answer.follow_ups, WORDS.neither];
  const short = titles.every((title) => title.length <= SHORT);
  return el("div", { class: `row choices${short ? " short" : ""}`, role: "group", "aria-label": WORDS.choose },
    ...titles.map((title) => button(title, () => act.ask(title), { class: title === WORDS.neither ? "neither" : null })));
}

function next(questions, act) {
  return el("div", { class: "row next" }, el("h3", {}, WORDS.next), ...questions.map((question) => button(question, () => act.ask(question))));
}

function goal(destination, act) {
  return el("div", { class: "row goal" }, el("span", {}, `${WORDS.goTo}${destination.name}`), button(WORDS.showWay, () => act.way(destination.id), { class: "show-way" }));
}

function tick(line) {
  return el("li", {}, el("label", {}, el("input", { type: "checkbox" }), el("span", {}, line)));
}
