// Elements from data. Text is always set as text, so content can never become markup.
export const $ = (id) => document.getElementById(id);

export function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function button(text, act, options = {}) {
  return el("button", { type: "button", ...options, on: { click: act } }, text);
}

const SVG = "http://www.w3.org/2000/svg";
export function svg(tag, options = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(options)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const LONGEST_ANSWER_MS = 10000;

// The robot cannot be reached: whoever asked for a part of the page does without it until the line is back.
export class NoAnswer extends Error {}

async function asked(path, options) {
  try {
    const answer = await fetch(path, { ...options, signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
    return answer.ok ? await answer.json() : null;
  } catch (fault) {
    throw new NoAnswer(path, { cause: fault });
  }
}

// What stands at `path`; null: there is nothing of that name.
export function get(path) { return asked(path, {}); }

export function post(path, body) {
  return asked(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}
