import type { Criterion, Grade, Report, ReportTurn } from './report';
import { isGood } from './words';

/** Fewer words of the leader than these are no conversation: there is nothing that could be graded. */
export const FEWEST_WORDS = 4;

export function wordsOfLeader({ turns }: Pick<Report, 'turns'>): number {
  return turns
    .filter(({ speaker }) => speaker === 'leader')
    .reduce((sum, { text }) => sum + text.split(/\s+/).filter(Boolean).length, 0);
}

/** Whether so little was heard that a score would only punish a microphone. */
export function wasUnheard(report: Pick<Report, 'turns'>): boolean {
  return wordsOfLeader(report) < FEWEST_WORDS;
}

/** The two things that went best: what gave the most points first, and what was said first among equals. */
export function strengths({ criteria }: Pick<Grade, 'criteria'>): Criterion[] {
  const first = ({ evidence }: Criterion): number => evidence[0]?.turn ?? Infinity;
  return criteria
    .filter((criterion) => criterion.kind === 'move' && isGood(criterion) && criterion.evidence.length > 0)
    .sort((a, b) => b.points - a.points || first(a) - first(b))
    .slice(0, 2);
}

/** What a criterion of an earlier call has become in this one. */
export function comparisons(
  ids: readonly string[],
  criteria: readonly Criterion[],
): { readonly done: readonly string[]; readonly traps: readonly string[] } {
  const known = ids.map(
    (id) => criteria.find((criterion) => criterion.id === id) ?? { id, label: id, kind: 'move' },
  );
  // They are told in one sentence, and each is a sentence where it stands alone.
  const told = (those: typeof known): string[] => those.map(({ label }) => label.replace(/\.$/, ''));
  return {
    done: told(known.filter(({ kind }) => kind !== 'trap')),
    traps: told(known.filter(({ kind }) => kind === 'trap')),
  };
}

/** The turn with the suggestion in a part's place; where both end a sentence it is ended once. */
export function inPlaceOf(said: string, part: string, suggestion: string): string {
  const at = said.indexOf(part);
  if (at < 0) return `${suggestion} ${said}`.trim();
  const rest = said.slice(at + part.length);
  return said.slice(0, at) + suggestion + (/[.?!]$/.test(suggestion) ? rest.replace(/^[.?!]+/, '') : rest);
}

/** The call as plain text, as `./calmroom grade` and `replay` read it. */
export function plainTranscript({ call, turns }: Pick<Report, 'call' | 'turns'>, persona: string): string {
  const lines = turns
    .map(
      ({ speaker, text, guest }) =>
        // A turn of which nothing was heard still stands between two of the other side's.
        `${speaker === 'leader' ? 'Leader' : (guest ?? persona)}: ${text.replace(/\s+/g, ' ').trim() || '…'}\n`,
    )
    .join('');
  const swapped = call.ledBy ? `# seats swapped: a person plays ${persona}, and ${call.ledBy} leads\n` : '';
  return `# scenario: ${call.scenario}, seed: ${call.seed}\n${swapped}${lines}`;
}

/** The same as a file to be downloaded. */
export function transcriptFile(report: Report, name = 'Persona'): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(plainTranscript(report, name))}`;
}

/** What the other side said last before a turn. */
export function lastWordsBefore(turn: number, turns: readonly ReportTurn[]): string {
  return turns.filter((line) => line.speaker === 'persona' && line.turn < turn).at(-1)?.text ?? '';
}
