// What a visitor takes along: a code for the phone, a slip for the printer.
import { el, get } from "./dom.js";
import { WORDS } from "./words.js";

export function code(takeaway, stepFree) {
  return el("div", {}, el("p", {}, WORDS.scan), el("img", { class: "qr", src: `/qr/${takeaway}.svg${stepFree ? "?step_free=1" : ""}`, alt: WORDS.scan }));
}

// Fill the slip and print it; it is emptied again by `clear`.
export async function print(node, takeaway, stepFree, ticked) {
  const slip = await get(`/api/slip/${takeaway}${stepFree ? "?step_free=1" : ""}`);
  if (slip === null) return;
  const { answer } = slip;
  const image = el("img", { src: `/qr/${takeaway}.svg`, alt: "" });
  node.replaceChildren(el("p", { class: "small" }, slip.hall), el("h1", {}, answer.title),
    answer.destination ? el("p", { class: "goal" }, `→ ${answer.destination.name}`) : "");
  for (const part of answer.parts) {
    if (part.title) node.append(el("h2", {}, part.title));
    const list = el(part.style === "steps" ? "ol" : "ul", { class: part.style }, ...part.lines.map((line) => el("li", {}, ticked.has(line) ? `✓ ${line}` : line)));
    node.append(list);
  }
  if (slip.way.length) node.append(el("h2", {}, WORDS.slip.way), el("ol", {}, ...slip.way.map((step) => el("li", {}, step))));
  if (answer.citations.length) {
    node.append(el("h2", {}, slip.basis_title), el("ul", {}, ...answer.citations.map((each) => el("li", {}, `《${each.law}》${each.article}`))));
  }
  const phones = Object.entries(slip.phones).map(([name, number]) => `${name} ${number}`).join("　");
  node.append(el("p", {}, phones), image, el("p", { class: "small" }, WORDS.slip.printed(new Date().toLocaleString("zh-CN"))), el("p", { class: "small" }, WORDS.slip.advice));
  await image.decode().catch(() => {});
  window.print();
}
