// The five modules of the self-service terminal. Each fills `node` and works by touch alone.
import { shownPart, basis } from "./answer.js";
import { button, el, get, post } from "./dom.js";
import { WORDS } from "./words.js";

// `act` has ask(text), way(place), article(citation), take(answer), sheet(title, body, buttons), scroll(), and for the
// page's own sentences said(sentence) and desk(name): the hall's places in them.
export const MODULES = { people, booking, education, aid, laws };

async function people(node, act) {
  const words = WORDS.people;
  const directory = await get("/api/people");
  const list = el("ul", { class: "list" });
  let field = "";
  const input = el("input", { type: "search", "aria-label": words.search, placeholder: words.search, maxlength: "40" });
  const show = () => {
    const wanted = input.value.trim();
    const found = directory.people.filter((person) => {
      const all = `${person.name}${person.organisation}${person.fields.join("")}${WORDS.kinds[person.kind]}`;
      return (!field || person.fields.includes(field)) && all.includes(wanted);
    });
    list.replaceChildren(...found.map((person) => card(person, act)));
    if (!found.length) list.append(el("li", {}, act.said(words.none)));
  };
  const fields = [...new Set(directory.people.flatMap((person) => person.fields))];
  const chips = chipRow(["", ...fields], (chosen) => { field = chosen; show(); }, (name) => name || words.all);
  const search = searchForm(input, words.find, show);
  input.addEventListener("input", show);
  show();
  node.append(directory.sample ? el("p", { class: "muted" }, words.sample) : "", search, chips, list);
}

function card(person, act) {
  return el("li", {}, el("div", { class: "card person" }, el("h2", {}, `${person.name}　${WORDS.kinds[person.kind]}`), el("p", {}, person.organisation),
    el("p", {}, person.fields.join("、")), el("p", {}, WORDS.people.line(person)),
    el("div", { class: "row goal" }, el("span", {}, person.window_name), button(WORDS.showWay, () => act.way(person.window)))));
}

async function booking(node, act) {
  const words = WORDS.booking;
  const days = await get("/api/times");
  node.append(el("p", { class: "lead" }, act.said(words.lead)));
  if (!days || !days.length) { node.append(el("p", {}, act.said(words.none))); return; }
  const times = el("div", { class: "times", role: "group", "aria-label": words.times });
  const show = (day) => {
    times.replaceChildren(...day.times.map((time) => button(time, () => chosen(day, time, act))));
  };
  node.append(chipRow(days, show, (day) => day.label, words.days), times);
  show(days[0]);
}

function chosen(day, time, act) {
  const words = WORDS.booking;
  const body = el("div", { class: "card" }, el("p", { class: "goal" }, words.chosen(day.label, time)), el("p", {}, act.said(words.confirm)));
  const desk = act.desk("lawyers");
  act.sheet(WORDS.modules.booking, body, desk ? [button(WORDS.showWay, () => act.way(desk), { class: "main" })] : []);
}

async function education(node, act) {
  const words = WORDS.education;
  const topics = await get("/api/topics");
  const overview = () => {
    node.replaceChildren(el("p", { class: "lead" }, words.lead), el("ul", { class: "list" }, ...topics.map((topic) =>
      el("li", {}, button(`${topic.topic}（${topic.entries.length}）`, () => questions(topic))))));
  };
  const questions = (topic) => {
    node.replaceChildren(el("div", { class: "row" }, button(words.back, overview), el("h2", {}, topic.topic)),
      el("ul", { class: "list" }, ...topic.entries.map((entry) => el("li", {}, button(entry.question, () => act.ask(entry.question))))));
    act.scroll();
  };
  overview();
}

async function aid(node, act) {
  for (const service of ["legal-aid", "wage-arrears"]) {
    const slip = await get(`/api/slip/service/${service}`);
    if (slip === null) continue;
    const answer = slip.answer;
    const box = el("div", { class: "card service" }, el("h2", {}, answer.title));
    box.append(...answer.parts.map((part) => shownPart(part)).filter(Boolean));
    if (answer.citations.length) box.append(basis(answer.citations, act));
    const row = el("div", { class: "row" }, button(WORDS.hear, () => act.ask(answer.title), { class: "main" }));
    if (answer.destination) row.append(button(`${WORDS.goTo}${answer.destination.name}：${WORDS.showWay}`, () => act.way(answer.destination.id)));
    row.append(button(WORDS.take, () => act.take(answer)));
    box.append(row);
    node.append(box);
  }
}

async function laws(node, act) {
  const words = WORDS.laws;
  const all = await get("/api/laws");
  if (!all || !all.length) { node.append(el("p", {}, words.missing)); return; }
  const input = el("input", { type: "search", "aria-label": words.search, placeholder: words.search, maxlength: "200" });
  const catalogue = () => {
    const filter = el("input", { type: "search", "aria-label": words.name, placeholder: words.name, maxlength: "40" });
    const list = el("ul", { class: "list" });
    const show = () => {
      const found = all.filter((law) => law.name.includes(filter.value.trim()));
      list.replaceChildren(...found.map(entry));
    };
    const entry = (law) => el("li", {}, button(`${law.name}（${words.articles(law.articles)}）`, () => open(law.name)));
    filter.addEventListener("input", show);
    show();
    const common = all.filter((law) => WORDS.common.some((name) => law.name.replace("中华人民共和国", "") === name));
    body.replaceChildren(el("h2", {}, words.common), el("ul", { class: "list" }, ...common.map(entry)),
      el("h2", {}, words.all), el("div", { class: "search" }, filter), list);
    act.scroll();
  };
  const open = async (name) => {
    const chapters = await get(`/api/law/${encodeURIComponent(name)}`);
    if (chapters === null) return;
    const shown = chapters.map((chapter) => lazyChapter(chapter, act));
    body.replaceChildren(el("div", { class: "row" }, button(words.back, catalogue), el("h2", {}, name)), ...shown);
    act.scroll();
  };
  const search = async () => {
    const text = input.value.trim();
    if (!text) { catalogue(); return; }
    const found = await post("/api/search", { text });
    const list = (found || []).map((article) => el("li", {}, lawCard(article, act)));
    body.replaceChildren(el("div", { class: "row" }, button(words.back, catalogue), el("h2", {}, words.found)),
      list.length ? el("ul", { class: "list" }, ...list) : el("p", {}, act.said(words.none)));
    act.scroll();
  };
  const body = el("div", { class: "laws" });
  node.append(searchForm(input, words.find, search), body);
  catalogue();
}

// A chapter's articles are made when it is opened: the civil code has 1260.
function lazyChapter(chapter, act) {
  const box = el("details", {}, el("summary", {}, chapter.title || WORDS.laws.untitled));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) box.append(...chapter.articles.map((article) => lawCard(article, act)));
  });
  return box;
}

function lawCard(article, act) {
  const name = `${article.law.replace("中华人民共和国", "")}${article.article}`;
  return el("div", { class: "card article" }, el("h3", {}, name), el("p", { class: "law-text" }, article.text),
    el("div", { class: "row" }, button(WORDS.hear, () => act.ask(name), { "aria-label": `${WORDS.hear}：${name}` })));
}

function searchForm(input, label, act) {
  const form = el("form", { class: "search", role: "search" }, input, el("button", { type: "submit", class: "main" }, label));
  form.addEventListener("submit", (event) => { event.preventDefault(); act(); });
  return form;
}

function chipRow(items, choose, name, label = "") {
  const row = el("div", { class: "chips", role: "group", "aria-label": label || name(items[0]) });
  items.forEach((item, at) => row.append(button(name(item), (event) => {
    row.childNodes.forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget)));
    choose(item);
  }, { "aria-pressed": String(at === 0) })));
  return row;
}
