import type { Engines, Scenario } from './protocol/messages';

/** A request that the server refused, or that did not reach it; the message can be shown. */
export class RequestError extends Error {
  constructor(
    message: string,
    readonly status: number,
    /** All that the server answered, where it was JSON. */
    readonly answer?: unknown,
  ) {
    super(message);
  }
}

export type ScenarioSummary = Scenario & {
  readonly summary?: string;
  readonly engines?: Engines;
  /** What the call is measured by. */
  readonly framework?: string;
  /** The best score of all calls of it. */
  readonly best?: number;
  /** Calls that can be remembered in it, the latest first. */
  readonly earlier?: readonly {
    readonly session: string;
    readonly title: string;
    readonly startedAt: string;
    /** What is remembered of it, in sentences. */
    readonly about?: readonly string[];
  }[];
};

/** How the same person can be met. */
export interface CallSettings {
  readonly difficulties: readonly { readonly id: string; readonly label: string; readonly about: string }[];
  readonly paces: readonly { readonly id: string; readonly label: string }[];
  /** Ids of what is met where nothing is chosen; absent where everything that can be chosen changes something. */
  readonly plain: { readonly difficulty?: string; readonly pace?: string };
  readonly kept: Keeping;
}

/** For how many days what comes of a call is kept, unless somebody deletes it before. */
export interface Keeping {
  /** 0: until it is deleted. */
  readonly callDays: number;
  /** Where the leader asks for it; 0: not at all. */
  readonly soundDays: number;
}

export function callSettings(): Promise<CallSettings> {
  return request('GET', '/api/scenarios/settings');
}

export interface SessionSummary {
  readonly session: string;
  readonly scenario: string;
  readonly title?: string;
  readonly startedAt: string;
  readonly durationMs?: number | null;
  readonly status: 'live' | 'ended' | 'graded' | 'failed';
  readonly turns?: number;
  readonly ending?: string | null;
  readonly score?: number | null;
  readonly forkedFrom?: { readonly session: string; readonly turn: number } | null;
  /** Trainers see it. */
  readonly handedIn?: boolean;
  /** Whose it is, where the login knows names. */
  readonly by?: string;
  /** Who led where the seats were swapped: then it is no attempt, and has no score here. */
  readonly ledBy?: string;
  /** It came from a file and was not made here. */
  readonly broughtIn?: boolean;
}

export interface Retake {
  readonly session: string;
  readonly resume: string;
  readonly scenario: string;
  /** What the leader has to know of how like the old call it is. */
  readonly note?: string | null;
}

export function scenarios(): Promise<ScenarioSummary[]> {
  return request('GET', '/api/scenarios');
}

/** Why an edited file of prompts is not in use; of those the last good version is. */
export interface PromptsTrouble {
  readonly file: string;
  /** From 1; 0 where the whole file is meant. */
  readonly line: number;
  readonly message: string;
}

export async function promptsTroubles(): Promise<readonly PromptsTrouble[]> {
  return (await request<{ problems: readonly PromptsTrouble[] }>('GET', '/api/prompts')).problems;
}

/** A voice of the server's; the first of them speaks where nothing else was chosen. */
export interface ServerVoice {
  readonly id: string;
  readonly description: string;
}

export function serverVoices(): Promise<ServerVoice[]> {
  return request('GET', '/api/voices');
}

/** Where a voice can be heard before it is chosen. */
export function voiceSample(voice: string, scenario: string): string {
  return address(`/api/voices/${encodeURIComponent(voice)}/sample?scenario=${encodeURIComponent(scenario)}`);
}

/** How a turn is spoken, relative to a voice's own way. */
export interface Manner {
  readonly rate: number;
  readonly pitch: number;
  readonly pitchRange: number;
  readonly volume: number;
}

/**
 * A turn as one of the server's voices speaks it.
 *
 * @param guest somebody else says it than whoever is heard in that voice
 * @throws RequestError where it cannot, with the server's own words where it has any
 */
export async function spoken(voice: string, words: string, manner: Manner, guest = false): Promise<Blob> {
  const answer = await answered(`/api/voices/${encodeURIComponent(voice)}/speech`, {
    method: 'POST',
    headers: { Accept: 'audio/wav, application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ words, ...manner, ...(guest ? { guest } : {}) }),
  });
  return answer.blob();
}

/** @param resume what the call's welcome gave */
export function speakAs(session: string, resume: string, voice: string): Promise<void> {
  return request('PUT', `/api/sessions/${encodeURIComponent(session)}/voice`, { resume, voice });
}

/** What a call is measured by. */
export interface Aims {
  readonly framework: string;
  readonly moves: readonly string[];
}

export function aims(scenario: string): Promise<Aims> {
  return request('GET', `/api/scenarios/${encodeURIComponent(scenario)}/aims`);
}

/** So many calls the server tells at once, the newest first. */
export const PAGE_OF_CALLS = 500;

/** @param offset how many newer ones are known already */
export function sessions(offset = 0): Promise<SessionSummary[]> {
  return request('GET', `/api/sessions${offset === 0 ? '' : `?offset=${offset}`}`);
}

/** A new session that goes on from the end of a turn of an old one. */
export function retake(session: string, turn: number): Promise<Retake> {
  return request('POST', `/api/sessions/${encodeURIComponent(session)}/retakes?turn=${turn}`);
}

/** Where the server is: beside the page, also under a sub-path behind a proxy. */
/** Of a line that stays open. */
export function lineTo(path: string): string {
  return location.origin.replace(/^http/, 'ws') + address(path);
}

export function address(path: string): string {
  const root = new URL('.', document.baseURI).pathname.replace(/\/$/, '');
  return root + path;
}

/**
 * @param body a file is sent as it is, anything else as JSON
 * @throws RequestError with the server's own words where it has any
 */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const options: RequestInit = { method, headers: { Accept: 'application/json' } };
  if (body instanceof Blob) {
    options.body = body;
    options.headers = { Accept: 'application/json', 'Content-Type': 'application/octet-stream' };
  } else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  }
  const text = await (await answered(path, options)).text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/**
 * What a server says bit by bit, a line of JSON each, as it comes.
 *
 * @throws RequestError with the server's own words where it has any, or where it breaks off
 */
export async function* lines<T>(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<T> {
  const response = await answered(path, {
    method: 'POST',
    headers: { Accept: 'application/x-ndjson, application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const piece = await reader?.read().catch(() => {
      throw new RequestError('The server has broken off.', 0);
    });
    if (!piece || piece.done) return;
    const whole = (rest + piece.value).split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) if (line !== '') yield JSON.parse(line) as T;
  }
}

async function answered(path: string, options: RequestInit): Promise<Response> {
  const response = await fetch(address(path), options).catch(() => {
    throw new RequestError('The server cannot be reached. Is it still running?', 0);
  });
  if (response.ok) return response;
  const answer = json(await response.text()) as { detail?: string; title?: string } | undefined;
  const why = answer?.detail ?? answer?.title ?? `The server answered ${response.status}.`;
  throw new RequestError(why, response.status, answer);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What can be shown of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
