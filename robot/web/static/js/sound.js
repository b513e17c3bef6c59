// The browser as microphone and speaker.
const RATE = 16000, HEADER = 8, LOOK_MS = 40;

export class Microphone {
  // `on` has `samples(buffer)` and `level(0..1)`.
  constructor(on) { this.on = on; this.stream = null; this.context = null; }

  get isOn() { return this.stream !== null; }

  async start() {
    if (this.isOn) return;
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    const context = this.makeContext();
    await context.audioWorklet.addModule("/static/js/capture-worklet.js");
    const source = context.createMediaStreamSource(stream);
    const node = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = (event) => {
      this.on.samples(event.data.samples);
      this.on.level(event.data.level);
    };
    source.connect(node);
    await context.resume();
    this.stream = stream;
    this.context = context;
  }

  makeContext() {
    try { return new AudioContext({ sampleRate: RATE }); } catch { return new AudioContext(); }
  }

  async stop() {
    if (!this.isOn) return;
    for (const track of this.stream.getTracks()) track.stop();
    this.stream = null;
    await this.context.close();
    this.context = null;
    this.on.level(0);
  }
}

export class Loudspeaker {
  // `on` has `sounding(speech, piece)`, `played(speech)`, `ready()`.
  constructor(on) {
    this.on = on;
    this.context = null;
    this.speech = null;
    this.timer = null;
  }

  get mayPlay() { return this.context !== null && this.context.state === "running"; }

  // Browsers let a page sound only after a touch, unless they are told otherwise.
  async unlock() {
    if (this.context === null) {
      this.context = new AudioContext({ latencyHint: "interactive" });
      this.context.onstatechange = () => this.on.ready();
    }
    if (this.context.state === "suspended" && !(this.speech && this.speech.paused)) {
      await Promise.race([this.context.resume(), new Promise((done) => setTimeout(done, 300))]);
    }
    this.on.ready();
  }

  begin(number, volume) {
    this.end();
    if (this.context === null) return;
    const gain = this.context.createGain();
    gain.gain.value = volume;
    gain.connect(this.context.destination);
    this.speech = { number, gain, at: 0, starts: [], begun: 0, pieces: null, sources: [], paused: false };
    if (this.timer === null) this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  add(buffer) {
    const head = new DataView(buffer, 0, HEADER);
    const speech = this.speech;
    if (!speech || head.getUint32(0, true) !== speech.number) return;
    const piece = head.getUint32(4, true);
    const samples = new Int16Array(buffer, HEADER);
    if (samples.length === 0) return;
    const audio = this.context.createBuffer(1, samples.length, RATE);
    audio.copyToChannel(Float32Array.from(samples, (sample) => sample / 32768), 0);
    const source = this.context.createBufferSource();
    source.buffer = audio;
    source.connect(speech.gain);
    const start = Math.max(speech.at, this.context.currentTime + 0.02);
    source.start(start);
    if (speech.sources.length === 0 && speech.at === 0) {
      performance.mark("sound", { detail: (start - this.context.currentTime) * 1000 });
    }
    source.onended = () => speech.sources.splice(speech.sources.indexOf(source), 1);
    speech.sources.push(source);
    if (speech.starts[piece] === undefined) speech.starts[piece] = start;
    speech.at = start + audio.duration;
    this.look();
  }

  made(number, pieces) {
    if (this.speech && this.speech.number === number) this.speech.pieces = pieces;
  }

  hold(number, what) {
    const speech = this.speech;
    if (!speech || speech.number !== number) return;
    if (what === "stop") { this.end(); return; }
    speech.paused = what === "pause";
    if (speech.paused) this.context.suspend(); else this.context.resume();
  }

  look() {
    const speech = this.speech;
    if (!speech) return;
    const now = this.context.currentTime;
    while (speech.begun < speech.starts.length && speech.starts[speech.begun] <= now + 0.03) {
      this.on.sounding(speech.number, speech.begun++);
    }
    if (speech.pieces !== null && speech.begun >= speech.pieces && now >= speech.at) {
      this.speech = null;
      this.on.played(speech.number);
      this.quiet();
    }
  }

  end() {
    const speech = this.speech;
    this.speech = null;
    this.quiet();
    if (!speech) return;
    const now = this.context.currentTime;
    speech.gain.gain.setTargetAtTime(0, now, 0.006);
    for (const source of speech.sources) source.stop(now + 0.04);
    if (speech.paused) this.context.resume();
  }

  quiet() {
    if (this.timer !== null) { clearInterval(this.timer); this.timer = null; }
  }
}
