// The microphone as 16 kHz int16, 1024 samples a message, with how loud it is.
const RATE = 16000, BLOCK = 1024;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Int16Array(BLOCK);
    this.filled = 0;
    this.energy = 0;
    this.position = 0;  // of the next sample at RATE, in input samples
    this.sum = 0;
    this.count = 0;
  }

  process(inputs) {
    const channel = inputs[0][0];
    if (!channel) return true;
    const step = sampleRate / RATE;
    for (const sample of channel) {
      // The mean of the input samples between two output samples: enough of a low pass for speech.
      this.sum += sample;
      this.count += 1;
      this.position += 1;
      if (this.position < step) continue;
      this.position -= step;
      this.push(this.sum / this.count);
      this.sum = this.count = 0;
    }
    return true;
  }

  push(sample) {
    const value = Math.max(-1, Math.min(1, sample));
    this.block[this.filled++] = Math.round(value * 32767);
    this.energy += value * value;
    if (this.filled < BLOCK) return;
    const level = Math.min(1, Math.sqrt(this.energy / BLOCK) * 6);
    const samples = this.block.buffer;
    this.port.postMessage({ samples, level }, [samples]);
    this.block = new Int16Array(BLOCK);
    this.filled = this.energy = 0;
  }
}

registerProcessor("capture", Capture);
