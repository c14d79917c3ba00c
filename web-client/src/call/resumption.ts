import { machine, tab } from '../storage';
import type { Opening } from './connection';

/** What the browser tab keeps of a running call, so that a reload finds it again, and all that it was begun with. */
export interface Resumption extends Omit<Opening, 'answered'> {
  readonly session?: string;
  readonly resume: string;
  /** It has not been picked up yet: what is to speak in it is still being loaded. */
  readonly rings?: true;
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
  return parsed(tab.get(KEY));
}

/** The call that this tab is in; another tab that was in it meanwhile has been given a newer way back. */
export function findCall(): Resumption | undefined {
  const kept = findResumption();
  const newest = parsed(machine.get(LINE));
  if (kept?.session === undefined || kept.session !== newest?.session) return kept;
  return { ...kept, resume: newest.resume };
}

export function forgetResumption(): void {
  tab.remove(KEY);
  machine.remove(LINE);
}

/**
 * A call that this tab or another was in; whether it is still on the line only the server knows. Nothing where a call
 * that is to be taken again waits to be answered.
 */
export function findLine(): Resumption | undefined {
  const waiting = findResumption();
  return waiting && waiting.session === undefined ? undefined : parsed(machine.get(LINE));
}

/** What an older page has left, or somebody has written there, is no call. */
function parsed(kept: string | undefined): Resumption | undefined {
  try {
    const call = JSON.parse(kept ?? 'null') as Partial<Resumption> | null;
    return typeof call?.resume === 'string' ? (call as Resumption) : undefined;
  } catch {
    return undefined;
  }
}
