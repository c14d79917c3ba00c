import { machine, tab } from '../storage';
import type { Opening } from './connection';

/** What the browser tab keeps of a running call, so that a reload finds it again, and all that it was begun with. */
export interface Resumption extends Omit<Opening, 'answered'> {
  readonly session?: string;
  readonly resume: string;
  /** To be said before it is answered. */
  readonly note?: string;
  /** Of a retake: which turn is said anew, the line to try there, and the persona's words before it. */
  readonly from?: { readonly turn: number; readonly line: string; readonly last: string };
}

const KEY = 'calmroom.call';
/** The same for every tab of this machine: a tab that was closed in mid-call leaves it behind. */
const LINE = 'calmroom.line';

export function keepForResumption(call: Resumption): void {
  tab.set(KEY, JSON.stringify(call));
  if (call.session !== undefined) machine.set(LINE, JSON.stringify(call));
}

export function findResumption(): Resumption | undefined {
  const kept = tab.get(KEY);
  return kept === undefined ? undefined : (JSON.parse(kept) as Resumption);
}

export function forgetResumption(): void {
  tab.remove(KEY);
  machine.remove(LINE);
}

/** A call that another tab was in, or an earlier one; whether it is still on the line only the server knows. */
export function findLine(): Resumption | undefined {
  const kept = machine.get(LINE);
  return kept === undefined || tab.get(KEY) !== undefined ? undefined : (JSON.parse(kept) as Resumption);
}
