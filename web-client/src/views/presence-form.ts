import type { Look } from '../call/feeling';

/** The drawn shape is a set of lines around a light, like a sound held in a hand. */
export const CONTOURS = 8;
const POINTS = 144;

/** What forms the lines at one moment. */
export interface Moment {
  readonly look: Look;
  /** Seconds, for the trembling. */
  readonly time: number;
  /** How loud the persona was when this line was reached, 0 to 1: sound travels outward. */
  readonly level: number;
}

/** The closed line of one contour, as distances from the middle: 1 is the shape's own size. */
export function contour(index: number, { look, time, level }: Moment): Float32Array {
  const place = index / (CONTOURS - 1);
  const radius = 0.3 + 0.56 * place;
  const roughness = 1 - look.smoothness;
  const tremble = 0.012 + 0.075 * look.restlessness;
  const pace = 0.25 + 2.6 * look.restlessness ** 1.5;
  const distances = new Float32Array(POINTS);
  for (let i = 0; i < POINTS; i++) {
    const angle = (i / POINTS) * 2 * Math.PI;
    const swell =
      wave(angle, 2, time * pace + index * 0.5) + 0.7 * wave(angle, 3, -time * pace * 0.8 + index * 0.9);
    const jag =
      wave(angle, 7, time * pace * 1.7 + index * 1.7) +
      0.8 * wave(angle, 11, -time * pace * 2.3 + index * 2.9) +
      0.5 * wave(angle, 19, time * pace * 3.1 + index * 4.1);
    const form = tremble * (swell + roughness * 0.75 * jag);
    const voice = level * (0.16 + 0.1 * wave(angle, 4, time * 5 + index)) * (0.4 + 0.6 * place);
    distances[i] = radius * (1 + form * (0.5 + place)) + voice;
  }
  return distances;
}

/** How far a contour has been warmed, 0 to 1: the light is in the middle, and spreads outward as warmth grows. */
export function warmthAt(index: number, warmth: number): number {
  return Math.max(0, Math.min(1, 1.5 * warmth + 0.3 - 1.1 * (index / (CONTOURS - 1))));
}

function wave(angle: number, frequency: number, phase: number): number {
  return Math.sin(angle * frequency + phase);
}

/** The look in five steps, for those who asked for stillness. */
export function stepped(look: Look): Look {
  const step = (value: number): number => Math.round(value * 5) / 5;
  return {
    restlessness: step(look.restlessness),
    smoothness: step(look.smoothness),
    warmth: step(look.warmth),
  };
}
