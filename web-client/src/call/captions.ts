/** A clause of the persona's, and the sample of the turn at which it begins to sound. */
export interface Clause {
  readonly text: string;
  readonly atSamples: number;
}

/** What the persona says in one turn, shown as far as it has been heard. */
export interface PersonaLine {
  readonly speaker: 'persona';
  readonly turn: number;
  readonly clauses: readonly Clause[];
  readonly text: string;
  /** How many characters of the text have been heard. */
  readonly shown: number;
  readonly settled: boolean;
  /** The persona was cut off before the end. */
  readonly cut: boolean;
  /** Who found the words: a model by its name, or the understudy. Known once the turn is over. */
  readonly wordedBy?: string;
  /** Who said it in the persona's place. */
  readonly guest?: string;
}

export interface LeaderLine {
  readonly speaker: 'leader';
  readonly turn: number;
  readonly text: string;
  readonly source: string;
}

export type Line = PersonaLine | LeaderLine;

/** A brisk speaker's pace, for a clause whose end is not known yet: words may not lag behind the voice. */
const CHARACTERS_PER_SECOND = 16;

export function newPersonaLine(turn: number, guest?: string): PersonaLine {
  const line = {
    speaker: 'persona',
    turn,
    clauses: [],
    text: '',
    shown: 0,
    settled: false,
    cut: false,
  } as const;
  return guest === undefined ? line : { ...line, guest };
}

/** A line that is back brings again what it had brought: a clause that is not behind the last one is known. */
export function withClause(line: PersonaLine, clause: Clause): PersonaLine {
  const last = line.clauses.at(-1);
  if (last && clause.atSamples <= last.atSamples) return line;
  const glue = line.text === '' || /\s$/.test(line.text) || /^\s/.test(clause.text) ? '' : ' ';
  const text = line.text + glue + clause.text;
  return { ...line, text, clauses: [...line.clauses, { ...clause, text: glue + clause.text }] };
}

/**
 * How many characters of the clauses have been heard after so many samples: whole words, the one being spoken
 * included.
 *
 * @param rate of the samples, in hertz
 */
export function charactersHeard(clauses: readonly Clause[], samples: number, rate: number): number {
  let characters = 0;
  for (const [i, clause] of clauses.entries()) {
    if (samples <= clause.atSamples && samples < (clauses[i + 1]?.atSamples ?? Infinity)) break;
    const guessed = clause.atSamples + (clause.text.length / CHARACTERS_PER_SECOND) * rate;
    const end = clauses[i + 1]?.atSamples ?? guessed;
    const share = end > clause.atSamples ? (samples - clause.atSamples) / (end - clause.atSamples) : 1;
    if (share < 1) return characters + toWordEnd(clause.text, share * clause.text.length);
    characters += clause.text.length;
  }
  return characters;
}

/** The end of the word in which this character stands. */
export function toWordEnd(text: string, character: number): number {
  const within = text.slice(Math.ceil(character));
  const rest = /^\S*/.exec(within)?.[0].length ?? 0;
  return Math.min(text.length, Math.ceil(character) + rest);
}
