/**
 * Changes the rate of a stream of samples, chunk by chunk, by a sinc kernel under a Kaiser window (Smith,
 * "Digital Audio Resampling"): 24 zero crossings a side and β = 9 put the stop band at about −90 dB, and the
 * pass band reaches to 90 % of the lower of the two Nyquist frequencies.
 */
export class Resampler {
  private readonly step: number;
  private readonly radius: number;
  private readonly kernel: Float32Array;
  private history: Float32Array;
  private position: number;

  constructor(
    readonly from: number,
    readonly to: number,
  ) {
    if (!(from > 0 && to > 0)) throw new RangeError(`rates are positive, not ${from} and ${to}`);
    this.step = from / to;
    const cutoff = Math.min(1, to / from) * ROLL_OFF;
    this.radius = Math.ceil(CROSSINGS / cutoff);
    this.kernel = sincTable(this.radius, cutoff);
    this.history = new Float32Array(this.radius);
    this.position = this.radius;
  }

  /** The output that these samples complete; what needs later input stays until it comes. */
  process(input: Float32Array): Float32Array {
    if (this.from === this.to) return input;
    const samples = new Float32Array(this.history.length + input.length);
    samples.set(this.history);
    samples.set(input, this.history.length);
    const count = Math.max(0, Math.ceil((samples.length - this.radius - this.position) / this.step));
    const output = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      output[i] = this.at(samples, this.position);
      this.position += this.step;
    }
    const keepFrom = Math.max(0, Math.min(samples.length, Math.floor(this.position) - this.radius));
    this.history = samples.slice(keepFrom);
    this.position -= keepFrom;
    return output;
  }

  /** The tail that waits for input which will not come. */
  flush(): Float32Array {
    return this.from === this.to ? new Float32Array(0) : this.process(new Float32Array(this.radius));
  }

  private at(samples: Float32Array, position: number): number {
    const first = Math.max(0, Math.ceil(position - this.radius));
    const last = Math.min(samples.length - 1, Math.floor(position + this.radius));
    let sum = 0;
    for (let k = first; k <= last; k++) {
      const place = Math.abs(k - position) * RESOLUTION;
      const index = Math.floor(place);
      const low = this.kernel[index] ?? 0;
      const high = this.kernel[index + 1] ?? 0;
      sum += (samples[k] ?? 0) * (low + (high - low) * (place - index));
    }
    return sum;
  }
}

const CROSSINGS = 24;
const ROLL_OFF = 0.94;
const RESOLUTION = 256;
const BETA = 9;

function sincTable(radius: number, cutoff: number): Float32Array {
  const table = new Float32Array(radius * RESOLUTION + 2);
  const norm = bessel0(BETA);
  for (let i = 0; i <= radius * RESOLUTION; i++) {
    const x = i / RESOLUTION;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
    const window = bessel0(BETA * Math.sqrt(1 - (x / radius) ** 2)) / norm;
    table[i] = cutoff * sinc * window;
  }
  return table;
}

function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
