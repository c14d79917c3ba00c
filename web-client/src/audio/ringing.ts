interface Pattern {
  readonly tones: readonly number[];
  readonly loudness: number;
  /** Seconds of tone, then of silence. */
  readonly on: number;
  readonly off: number;
}

/** A phone in the hand, and a phone somewhere else in the room. */
const PATTERNS = {
  near: { tones: [440, 480], loudness: 0.05, on: 1.6, off: 2.4 },
  far: { tones: [620, 740], loudness: 0.018, on: 0.9, off: 0.7 },
} satisfies Record<string, Pattern>;

/** A ringing phone, made of tones that tremble as a bell does; ends by the returned function. */
export function ring(context: AudioContext, place: keyof typeof PATTERNS, times: number): () => void {
  const pattern: Pattern = PATTERNS[place];
  const out = new GainNode(context, { gain: 0 });
  const filter = new BiquadFilterNode(context, { type: 'lowpass', frequency: place === 'far' ? 900 : 2400 });
  filter.connect(out).connect(context.destination);
  const tremble = new OscillatorNode(context, { frequency: 18 });
  const depth = new GainNode(context, { gain: 0.4 });
  const bell = new GainNode(context, { gain: 0.6 });
  tremble.connect(depth).connect(bell.gain);
  bell.connect(filter);
  const sources = [tremble, ...pattern.tones.map((frequency) => new OscillatorNode(context, { frequency }))];
  for (const source of sources.slice(1)) source.connect(bell);

  const start = context.currentTime;
  for (let i = 0; i < times; i++) {
    const from = start + i * (pattern.on + pattern.off);
    out.gain.setTargetAtTime(pattern.loudness, from, 0.02);
    out.gain.setTargetAtTime(0, from + pattern.on, 0.06);
  }
  for (const source of sources) {
    source.start();
    source.stop(start + times * (pattern.on + pattern.off));
  }
  return () => {
    out.gain.cancelScheduledValues(context.currentTime);
    out.gain.setTargetAtTime(0, context.currentTime, 0.03);
    for (const source of sources) source.stop(context.currentTime + 0.2);
  };
}
