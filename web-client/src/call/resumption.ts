import { tab } from '../storage';

/** What the browser tab keeps of a running call, so that a reload finds it again. */
export interface Resumption {
  readonly session?: string;
  readonly scenario: string;
  readonly resume: string;
  readonly voice: 'server' | 'client';
  readonly browserVoice?: string;
  /** To be said before it is answered. */
  readonly note?: string;
  /** Of a retake: which turn is said anew, the line to try there, and the persona's words before it. */
  readonly from?: { readonly turn: number; readonly line: string; readonly last: string };
}

const KEY = 'calmroom.call';

export function keepForResumption(call: Resumption): void {
  tab.set(KEY, JSON.stringify(call));
}

export function findResumption(): Resumption | undefined {
  const kept = tab.get(KEY);
  return kept === undefined ? undefined : (JSON.parse(kept) as Resumption);
}

export function forgetResumption(): void {
  tab.remove(KEY);
}
