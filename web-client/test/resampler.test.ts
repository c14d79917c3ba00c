import { describe, expect, it } from 'vitest';
import { Framing, FRAME_SAMPLES } from '../src/audio/framing';
import { Resampler } from '../src/audio/resampler';

function tone(frequency: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, i) =>
    Math.sin((2 * Math.PI * frequency * i) / rate),
  );
}

function inChunks(resampler: Resampler, input: Float32Array, size: number): Float32Array {
  const pieces: number[] = [];
  for (let i = 0; i < input.length; i += size) pieces.push(...resampler.process(input.subarray(i, i + size)));
  pieces.push(...resampler.flush());
  return Float32Array.from(pieces);
}

function loudnessDb(samples: Float32Array): number {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4);
  const energy = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
  return 10 * Math.log10(energy * 2 + 1e-20);
}

describe('changing the rate', () => {
  it.each([
    [48_000, 16_000],
    [44_100, 16_000],
    [16_000, 48_000],
    [22_050, 48_000],
  ])('keeps the length and the loudness of speech from %i to %i', (from, to) => {
    const output = inChunks(new Resampler(from, to), tone(1000, from, 0.5), 128);
    expect(Math.abs(output.length - to * 0.5)).toBeLessThan(3);
    expect(loudnessDb(output)).toBeCloseTo(0, 1);
  });

  it('lets nothing through that would fold back', () => {
    const output = inChunks(new Resampler(48_000, 16_000), tone(10_000, 48_000, 0.5), 128);
    expect(loudnessDb(output)).toBeLessThan(-75);
  });

  it('does the same whatever the size of the chunks', () => {
    const input = tone(700, 44_100, 0.2);
    const small = inChunks(new Resampler(44_100, 16_000), input, 128);
    const large = inChunks(new Resampler(44_100, 16_000), input, 4096);
    expect(small.length).toBe(large.length);
    small.forEach((sample, i) => expect(sample).toBeCloseTo(large[i] ?? NaN, 5));
  });

  it('refuses a rate that is none', () => {
    expect(() => new Resampler(0, 16_000)).toThrow(RangeError);
  });
});

describe('cutting into frames', () => {
  it('gives frames of twenty milliseconds, whole, with their level', () => {
    const framing = new Framing(48_000);
    const input = tone(300, 48_000, 1);
    const frames = [];
    for (let i = 0; i < input.length; i += 128) frames.push(...framing.push(input.subarray(i, i + 128)));
    expect(frames.length).toBeGreaterThanOrEqual(49);
    expect(frames.every(({ pcm }) => pcm.length === FRAME_SAMPLES)).toBe(true);
    expect(frames[20]?.level).toBeCloseTo(Math.SQRT1_2, 1);
  });

  it('clips what is too loud instead of letting it wrap', () => {
    const [frame] = new Framing(16_000).push(new Float32Array(320).fill(1.5));
    expect(frame?.pcm[100]).toBe(32767);
  });
});
