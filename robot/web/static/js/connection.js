// The line to the robot: typed messages both ways, sound as bytes; comes back by itself when it is lost.
import { problem } from "./schema.js";

const SHORTEST_WAIT = 500, LONGEST_WAIT = 5000;

export class Connection {
  // `on` has `message(message)`, `bytes(buffer)`, `lost()`, `busy()`, `hello()`.
  constructor(schema, on) {
    this.schema = schema;
    this.on = on;
    this.wait = SHORTEST_WAIT;
    this.socket = null;
    const random = crypto.getRandomValues(new Uint8Array(16));
    this.key = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => { this.sendOn(socket, { type: "hello", key: this.key, speaker: this.on.hello() }); };
    socket.onmessage = (event) => this.received(event.data);
    socket.onclose = (event) => this.closed(event.code);
  }

  get isOpen() { return this.socket !== null && this.socket.readyState === WebSocket.OPEN; }

  send(message) {
    if (this.isOpen) this.sendOn(this.socket, message);
  }

  sendBytes(buffer) {
    if (this.isOpen && this.socket.bufferedAmount < 1e6) this.socket.send(buffer);
  }

  sendOn(socket, message) {
    const wrong = problem(message, this.schema.from_page);
    if (wrong !== null) { console.error(`message not sent: ${wrong}`); return; }
    socket.send(JSON.stringify(message));
  }

  received(data) {
    if (typeof data !== "string") { this.on.bytes(data); return; }
    const message = JSON.parse(data);
    const wrong = problem(message, this.schema.to_page);
    if (wrong !== null) { console.error(`message not understood: ${wrong}`); return; }
    if (message.type === "welcome") this.wait = SHORTEST_WAIT;
    this.on.message(message);
  }

  // The robot does not answer although the line seems to stand: nothing says so when a cable is drawn.
  lose() {
    if (!this.isOpen) return;
    const socket = this.socket;
    socket.onclose = socket.onmessage = null;
    socket.close();
    this.socket = null;
    this.closed(1006);
  }

  closed(code) {
    if (code === 1013) this.on.busy(); else this.on.lost();
    setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }
}
