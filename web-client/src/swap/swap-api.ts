import { request } from '../api';
import type { Feeling, SessionEvent } from '../protocol/messages';

/** Who can lead where the seats are swapped. */
export interface LeaderOffer {
  readonly id: string;
  /** A few words, as they stand within a sentence. */
  readonly title: string;
  readonly leads: 'well' | 'badly' | 'unevenly';
}

/** What whoever plays the persona goes by in one turn; docs/swap.md says what each is. */
export interface Cue {
  readonly turn: number;
  readonly act: string;
  /** What the persona does, as its author describes it. */
  readonly direction: string;
  /** What is to be told. */
  readonly facts: readonly string[];
  readonly feels: Feeling;
  /** How the understudy would say it. */
  readonly line: string;
  /** Whether the persona ends the call with it. */
  readonly last: boolean;
}

export interface Stand {
  readonly events: readonly SessionEvent[];
  /** Null while the leader is at it, and after the end. */
  readonly cue: Cue | null;
  readonly over: boolean;
  /** Why it could not go on; empty where nothing is wrong. */
  readonly trouble: string;
}

/** What each of the leader's lines did to the persona as written. */
export interface Inside {
  readonly entries: readonly {
    /** The leader's turn; 0 where no line did it. */
    readonly turn: number;
    readonly kind: 'line' | 'silence' | 'world';
    readonly text: string;
    readonly heard: readonly { readonly move: string; readonly what: string; readonly quote: string }[];
    readonly changes: readonly {
      readonly dimension: string;
      readonly label: string;
      readonly from: number;
      readonly to: number;
      readonly better: boolean;
      readonly because: readonly { readonly what: string; readonly quote: string; readonly amount: number }[];
    }[];
    /** The persona's words that came next; empty where none did. */
    readonly answer: string;
    /** How much better all together became; negative: worse. */
    readonly worth: number;
  }[];
}

export type InsideEntry = Inside['entries'][number];

export function leadersOf(scenario: string): Promise<LeaderOffer[]> {
  return request('GET', `/api/scenarios/${encodeURIComponent(scenario)}/leaders`);
}

export function takeSeat(
  scenario: string,
  leader: string,
  how: { readonly difficulty?: string | undefined; readonly spoken: boolean },
): Promise<{ readonly session: string }> {
  const { difficulty, spoken } = how;
  const wishes = { ...(difficulty ? { difficulty } : {}), ...(spoken ? { spoken } : {}) };
  return request('POST', '/api/swaps', { scenario, leader, ...wishes });
}

/** Waits a while for the leader; without a cue it is asked again. */
export function standOf(session: string, after: number): Promise<Stand> {
  return request('GET', `${seat(session)}?after=${after}`);
}

export function sayTurn(session: string, turn: number, text: string): Promise<void> {
  return request('POST', seat(session), { turn, text });
}

export function leaveSeat(session: string): Promise<void> {
  return request('DELETE', seat(session));
}

export function insideOf(session: string): Promise<Inside> {
  return request('GET', `/api/sessions/${encodeURIComponent(session)}/inside`);
}

function seat(session: string): string {
  return `/api/sessions/${encodeURIComponent(session)}/seat`;
}
