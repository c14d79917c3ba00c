import { describe, expect, it } from 'vitest';
import { SpeechMeter } from '../src/audio/speech-meter';

const hears = (meter: SpeechMeter, level: number, frames: number): number =>
  Array.from({ length: frames }, () => meter.hears(level)).filter(Boolean).length;

describe('speech into a muted microphone', () => {
  it('is told after a quarter of a second of it, and then not with each word', () => {
    const meter = new SpeechMeter();
    expect(hears(meter, 0.1, 11)).toBe(0);
    expect(hears(meter, 0.1, 1)).toBe(1);
    expect(hears(meter, 0.1, 300)).toBe(0);
    expect(hears(meter, 0.1, 300)).toBe(1);
  });

  it('is not a knock on the desk, nor the hum of the room', () => {
    const meter = new SpeechMeter();
    expect(hears(meter, 0.4, 5)).toBe(0);
    expect(hears(meter, 0.01, 500)).toBe(0);
  });
});
