import type { SessionSummary } from '../api';

/** What of all calls is looked for. */
export interface Wanted {
  readonly words: string;
  readonly scenario: string;
  /** The sentence that a call ended with; empty for all. */
  readonly ending: string;
  /** From this score on; 0 for all, also those without one. */
  readonly least: number;
}

export const EVERYTHING: Wanted = { words: '', scenario: '', ending: '', least: 0 };

/** Calls in which all of the words stand, wherever: title, ending, day. */
export function filtered(
  calls: readonly SessionSummary[],
  { words, scenario, ending, least }: Wanted,
  day: (startedAt: string) => string,
): readonly SessionSummary[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  return calls.filter((call) => {
    if (scenario !== '' && call.scenario !== scenario) return false;
    if (ending !== '' && call.ending !== ending) return false;
    if (least > 0 && (call.score ?? -1) < least) return false;
    const text = [call.title, call.scenario, call.ending, call.ledBy, day(call.startedAt)]
      .join(' ')
      .toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

/** The scenarios of these calls, each once, as options. */
export function scenariosOf(calls: readonly SessionSummary[]): readonly { id: string; title: string }[] {
  const known = new Map(calls.map(({ scenario, title }) => [scenario, title ?? scenario]));
  return [...known].map(([id, title]) => ({ id, title })).sort((a, b) => a.title.localeCompare(b.title));
}

/** How calls of these ended, each sentence once. */
export function endingsOf(calls: readonly SessionSummary[]): readonly string[] {
  return [...new Set(calls.flatMap(({ ending }) => ending ?? []))].sort((a, b) => a.localeCompare(b));
}
