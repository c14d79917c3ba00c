import type { CallState } from '../call/call-state';
import { inWords } from '../call/feeling';

/** Who hears, words and speaks. */
export function engineNames({ engines }: CallState): string {
  return engines ? [engines.recognition, engines.persona, engines.voice].join(' · ') : 'Engines';
}

/** What the drawing shows, for who does not see it. */
export function describedFeeling({ scenario, feeling }: CallState, name: string): string {
  const words = (scenario?.dimensions ?? []).map(
    (dimension) => `${dimension.label}: ${inWords(dimension, feeling[dimension.id] ?? 0)}`,
  );
  return [name, ...words].join(', ');
}
