import { request } from './api';
import { whoAmI } from './views/me';

/** How fast a model answers; times to the first word are milliseconds. */
export interface Speed {
  readonly cold: number;
  /** Measured behind the first. */
  readonly answers: number;
  readonly p50: number;
  readonly p95: number;
  readonly tokensASecond: number;
}

export interface ModelCheck {
  readonly state: 'running' | 'done' | 'broken-off';
  /** The one that is being asked. */
  readonly model: string;
  readonly done: number;
  readonly all: number;
  readonly found: readonly {
    readonly model: string;
    readonly speed: Speed | null;
    readonly trouble: string | null;
  }[];
  readonly trouble: string | null;
}

export interface KnownModel {
  readonly tasks: readonly ('speaks' | 'judges')[];
  readonly name: string;
  /** As the variables have it. */
  readonly configured: string;
  /** Why it would not answer a call now. */
  readonly trouble: string | null;
  readonly exam: { readonly at: string; readonly verdict: string } | null;
}

export interface Models {
  readonly models: readonly KnownModel[];
  readonly check: ModelCheck | null;
  /** Whether whoever asks may break the check off. */
  readonly mine: boolean;
}

/** What is known of the language models; nothing for whom that is no business of. */
export async function models(): Promise<Models | undefined> {
  return (await whoAmI())?.runs ? request('GET', '/api/model') : undefined;
}

export function startCheck(): Promise<ModelCheck> {
  return request('POST', '/api/model/check');
}

export function breakCheckOff(): Promise<void> {
  return request('DELETE', '/api/model/check');
}
