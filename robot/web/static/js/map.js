// The hall as a drawing, with the way on it, floor by floor.
import { button, el, get, svg } from "./dom.js";
import { WORDS } from "./words.js";

const MARGIN = 3, RADIUS = 0.72, LARGE = RADIUS * 1.25, LETTER = 0.82, LABEL = 1.3, NAME = 1.05, GAP = 0.25, FLOOR_SECONDS = 6;

export class WayPanel {
  // `node` is filled; `hall()` gives the hall, `stepFree` may be read and set, `changed` is told of the switch,
  // `telling(sentences)` says whether the robot speaks these now.
  constructor(node, hall, changed, telling) {
    this.node = node;
    this.hall = hall;
    this.changed = changed;
    this.telling = telling;
    this.stepFree = false;
    this.place = null;
    this.turning = null;
    this.said = null;
    this.step = null;  // shows the step that is being told
  }

  clear() {
    clearTimeout(this.turning);
    this.place = null;
    this.said = null;
    this.step = null;
    this.node.hidden = true;
    this.node.replaceChildren();
  }

  // The robot says `sentence`; null: nothing of this any more. The floor stays until the next.
  follow(sentence) {
    this.said = sentence;
    if (this.step) this.step(sentence);
  }

  async show(place) {
    this.place = place;
    const way = await get(`/api/way/${encodeURIComponent(place)}${this.stepFree ? "?step_free=1" : ""}`);
    if (way === null || this.place !== place || this.hall() === null) return;
    this.draw(way);
  }

  // The line is back: the way that could not be fetched comes after all.
  again() {
    if (this.place !== null && this.node.hidden) this.show(this.place);
  }

  draw(way) {
    clearTimeout(this.turning);
    const hall = this.hall();
    const floors = way.lines.length ? way.lines.map((line) => line.floor) : [this.floorOf(way.place)];
    const tabs = el("div", { class: "floors", role: "group", "aria-label": WORDS.way.title(way.name) });
    const frame = el("div", { class: "frame" });
    let seen = 0, touched = false;
    const look = (at) => {
      clearTimeout(this.turning);
      seen = at;
      const floor = hall.floors.find((each) => each.floor === floors[at]);
      frame.replaceChildren(drawing(hall, floor, way, way.lines.filter((line) => line.floor === floors[at])));
      tabs.childNodes.forEach((tab, index) => tab.setAttribute("aria-pressed", String(index === at)));
    };
    floors.forEach((number, at) => {
      const floor = hall.floors.find((each) => each.floor === number);
      tabs.append(button(WORDS.way.floor(floor.name), () => { touched = true; look(at); }, { "aria-pressed": "false" }));
    });
    tabs.hidden = floors.length < 2;
    look(0);
    // While the robot tells the way, the map goes along with it; otherwise the next floor comes by itself.
    const turn = () => { if (this.telling(way.sentences)) wait(); else look(1); };
    const wait = () => { this.turning = setTimeout(turn, FLOOR_SECONDS * 1000); };
    if (floors.length > 1) wait();
    const stepFree = button(WORDS.way.stepFree, () => {
      this.stepFree = !this.stepFree;
      this.changed();
      this.show(way.place);
    }, { class: "step-free", "aria-pressed": String(this.stepFree) });
    const steps = el("ol", {}, ...way.sentences.map((sentence) => el("li", {}, sentence)));
    this.node.replaceChildren(el("h2", {}, WORDS.way.title(way.name)), tabs, frame, steps, stepFree);
    this.node.hidden = false;
    this.step = (sentence) => {
      const at = sentence === null ? -1 : way.sentences.indexOf(sentence);
      steps.childNodes.forEach((step, index) => {
        step.classList.toggle("now", index === at);
        if (index === at) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
      });
      const floor = floors.indexOf(way.floors[at]);
      if (floor >= 0 && floor !== seen && !touched) look(floor);
    };
    if (this.said !== null) this.step(this.said);
  }

  floorOf(place) {
    const floor = this.hall().floors.find((each) => each.places.some((one) => one.id === place));
    return floor ? floor.floor : this.hall().floors[0].floor;
  }
}

// Places at [east, north] in metres; north is up.
function drawing(hall, floor, way, lines) {
  const spots = floor.places.map((place) => place.at).concat(floor.ways.flat());
  const east = spots.map((at) => at[0]), north = spots.map((at) => at[1]);
  const left = Math.min(...east) - MARGIN, top = -Math.max(...north) - MARGIN;
  const width = Math.max(...east) - left + MARGIN, height = -Math.min(...north) - top + MARGIN;
  const label = lines.length ? WORDS.way.map(floor.name, way.name) : WORDS.way.plain(floor.name);
  const map = svg("svg", { class: "map", viewBox: `${left} ${top} ${width} ${height}`, role: "img", "aria-label": label, "data-floor": floor.floor });
  for (const [from, to] of floor.ways) {
    map.append(svg("line", { class: "floor-way", x1: from[0], y1: -from[1], x2: to[0], y2: -to[1] }));
  }
  for (const line of lines) map.append(route(line.points));
  // What matters is drawn last, over everything else.
  const weight = (place) => (place.id === way.place ? 2 : place.id === hall.start ? 1 : 0);
  const dots = floor.places.filter((place) => place.id === hall.start || (place.id === way.place && place.number !== null));
  const boxes = floor.places.filter((place) => place.id !== hall.start).map(taken);
  for (const place of [...floor.places].sort((a, b) => weight(a) - weight(b))) map.append(spot(place, place.id === way.place, place.id === hall.start, dots, boxes));
  return map;
}

function route(points) {
  const path = svg("polyline", { class: "route", points: points.map(([x, y]) => `${x},${-y}`).join(" ") });
  let length = 0;
  for (let at = 1; at < points.length; at++) length += Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]);
  path.setAttribute("stroke-dasharray", String(Math.max(length, 0.1)));
  path.style.setProperty("--length", String(length));
  return path;
}

// Where the label of a room stands so that it touches none of the large dots: beside it.
function aside(place, width, dots) {
  const [x, y] = place.at, room = width / 2 + LARGE + GAP;
  const near = dots.find((dot) => dot.id !== place.id && Math.abs(dot.at[0] - x) < room && Math.abs(dot.at[1] - y) < LABEL / 2 + LARGE + GAP);
  return near ? near.at[0] + (x < near.at[0] ? -room : room) : x;
}

// What a place takes up: left, upper, right and lower edge.
function taken(place) {
  const [x, y] = [place.at[0], -place.at[1]];
  const half = place.number === null ? (place.name.length * LETTER + 0.7) / 2 : RADIUS, high = place.number === null ? LABEL / 2 : RADIUS;
  return [x - half, y - high, x + half, y + high];
}

// Where the words at the robot cover nothing: below it, else on another side.
function beside(words, x, y, boxes) {
  const half = words.length * NAME / 2, side = LARGE + half + 0.3;
  const spots = [[x, y + 2], [x + side, y + 0.35], [x - side, y + 0.35], [x, y - LARGE - 0.5]];
  const isFree = ([sx, sy]) => !boxes.some(([left, upper, right, lower]) => left < sx + half && right > sx - half && upper < sy + 0.2 && lower > sy - NAME);
  return spots.find(isFree) || spots[0];
}

function spot(place, isGoal, isHere, dots, boxes) {
  const [x, y] = [place.at[0], -place.at[1]];
  const group = svg("g", { class: `place${isGoal ? " goal-place" : ""}${isHere ? " here" : ""}`, "data-place": place.id });
  if (place.number === null && !isHere) {
    // A room or a facility is its own label.
    const width = place.name.length * LETTER + 0.7;
    const middle = aside(place, width, dots);
    group.append(svg("rect", { x: middle - width / 2, y: y - LABEL / 2, width, height: LABEL, rx: 0.35 }), text("inside", middle, y + 0.3, place.name));
    return group;
  }
  group.append(svg("circle", { cx: x, cy: y, r: isGoal || isHere ? LARGE : RADIUS }));
  if (place.number !== null) group.append(text("number", x, y + 0.3, String(place.number)));
  // The way comes to a window from the hall's inside, mostly from below.
  if (isHere) group.append(text("name", ...beside(WORDS.way.here, x, y, boxes), WORDS.way.here));
  else if (isGoal) group.append(text("name", x, y - LARGE - 0.5, place.name));
  return group;
}

function text(kind, x, y, words) {
  const node = svg("text", { class: kind, x, y });
  node.textContent = words;
  return node;
}
