import { RequestError, address, lines, request, type PromptsTrouble } from '../api';

export interface Version {
  readonly scenario: string;
  readonly sha256: string;
  readonly inUse: boolean;
  readonly last: string | null;
  readonly sessions: readonly string[];
}

export interface PastCall {
  readonly session: string;
  readonly scenario: string;
  readonly started: string;
  readonly score: number | null;
  /** Numbers of the persona's turns. */
  readonly turns: readonly number[];
}

export interface Overview {
  readonly files: readonly string[];
  readonly versions: readonly Version[];
  readonly calls: readonly PastCall[];
  /** Who words turns where a language model is configured. */
  readonly model?: string | null;
}

/** One thing said in a call. */
export interface Question {
  readonly scenario: string;
  readonly session: string | null;
  readonly after: number;
  readonly words: string;
}

/** The prompts in use, or the draft. */
export type Side = 'before' | 'now';

/** A bit of what a language model says: words, a sentence that was left out, or that its turn is over. */
export type Spoken = { readonly side: Side } & (
  | { readonly text: string }
  | { readonly refused: string; readonly reason: string }
  | { readonly speaker: string; readonly note: string }
);

export interface Opened {
  readonly text: string;
  readonly sha256: string;
  readonly versions: readonly { readonly id: string; readonly when: string; readonly sha256: string }[];
}

/** What can be written in a file. */
export interface Completions {
  readonly keys: readonly { readonly name: string; readonly about: string }[];
  /** By the key under which they are written. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** A file that reads otherwise than on disk. */
export interface Draft {
  readonly file: string;
  readonly text: string;
}

export interface Progress {
  readonly done: number;
  readonly all: number;
  readonly over: boolean;
  readonly page: boolean;
  readonly text: string;
}

export type Saved =
  | { readonly kind: 'done'; readonly sha256: string }
  | { readonly kind: 'conflict'; readonly text: string; readonly sha256: string }
  | { readonly kind: 'broken'; readonly problems: readonly PromptsTrouble[] };

const ROOT = '/api/studio';

/** A server that was not started with a studio has none of its addresses. */
export async function overview(): Promise<Overview> {
  try {
    return await request('GET', ROOT);
  } catch (error) {
    if (error instanceof RequestError && error.status === 404)
      throw new RequestError(
        'No studio is open on this server. Start it with: ./calmroom serve --studio',
        404,
      );
    throw error;
  }
}

export const open = (file: string): Promise<Opened> =>
  request('GET', `${ROOT}/file?file=${encodeURIComponent(file)}`);

export const completions = (file: string): Promise<Completions> =>
  request('GET', `${ROOT}/completions?file=${encodeURIComponent(file)}`);

export const version = (file: string, id: string): Promise<{ readonly text: string }> =>
  request('GET', `${ROOT}/version?file=${encodeURIComponent(file)}&id=${encodeURIComponent(id)}`);

export async function check(draft: Draft): Promise<readonly PromptsTrouble[]> {
  return (await request<{ problems: readonly PromptsTrouble[] }>('POST', `${ROOT}/check`, draft)).problems;
}

/** @param base what the edit began with: nobody else's edit is written over */
export async function save(draft: Draft, base: string): Promise<Saved> {
  try {
    return {
      kind: 'done',
      ...(await request<{ sha256: string }>('PUT', `${ROOT}/file`, { ...draft, base })),
    };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.status === 409)
      return { kind: 'conflict', ...(error.answer as { text: string; sha256: string }) };
    if (error.status === 422) return { kind: 'broken', ...(error.answer as { problems: PromptsTrouble[] }) };
    throw error;
  }
}

export function tryTurn(
  draft: Draft,
  question: Question,
): Promise<{ readonly before: string; readonly now: string }> {
  return request('POST', `${ROOT}/try`, { ...draft, ...question });
}

/** The same turn in the language model's words, from both sides as they come. */
export const words = (draft: Draft, question: Question, signal: AbortSignal): AsyncGenerator<Spoken> =>
  lines(`${ROOT}/words`, { ...draft, ...question }, signal);

/** @param byModel whether the language model words the calls, else the understudy */
export async function run(
  draft: Draft,
  scenario: string,
  sessions: readonly string[],
  byModel: boolean,
): Promise<string> {
  const order = { ...draft, scenario, sessions, player: byModel ? 'model' : null };
  return (await request<{ run: string }>('POST', `${ROOT}/runs`, order)).run;
}

/** A past call becomes a simulated leader. @returns its file */
export async function makeLeader(session: string, id: string): Promise<string> {
  return (await request<{ file: string }>('POST', `${ROOT}/leaders`, { session, id })).file;
}

export const progress = (id: string): Promise<Progress> => request('GET', `${ROOT}/runs/${id}`);

export const findingsOf = (id: string): string => address(`${ROOT}/runs/${id}/findings`);
