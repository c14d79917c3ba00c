/** What the browser tab keeps of a running call, so that a reload finds it again. */
export interface Resumption {
  readonly session?: string;
  readonly scenario: string;
  readonly resume: string;
  readonly voice: 'server' | 'client';
  readonly browserVoice?: string;
  /** To be said before it is answered. */
  readonly note?: string;
}

const KEY = 'calmroom.call';

export function keepForResumption(call: Resumption): void {
  sessionStorage.setItem(KEY, JSON.stringify(call));
}

export function findResumption(): Resumption | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Resumption);
}

export function forgetResumption(): void {
  sessionStorage.removeItem(KEY);
}
