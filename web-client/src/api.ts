import type { Engines, Scenario } from './protocol/messages';

/** A request that the server refused, or that did not reach it; the message can be shown. */
export class RequestError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export type ScenarioSummary = Scenario & { readonly summary?: string; readonly engines?: Engines };

export interface SessionSummary {
  readonly session: string;
  readonly scenario: string;
  readonly title?: string;
  readonly startedAt: string;
  readonly durationMs?: number | null;
  readonly status: 'live' | 'ended' | 'graded' | 'failed';
  readonly ending?: string | null;
  readonly score?: number | null;
  readonly forkedFrom?: { readonly session: string; readonly turn: number } | null;
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

export function sessions(): Promise<SessionSummary[]> {
  return request('GET', '/api/sessions');
}

/** A new session that goes on from the end of a turn of an old one. */
export function retake(session: string, turn: number): Promise<Retake> {
  return request('POST', `/api/sessions/${encodeURIComponent(session)}/retakes?turn=${turn}`);
}

/** @throws RequestError with the server's own words where it has any */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const options: RequestInit = { method, headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  }
  const response = await fetch(path, options).catch(() => {
    throw new RequestError('The server cannot be reached. Is it still running?', 0);
  });
  const text = await response.text();
  if (!response.ok)
    throw new RequestError(problem(text) ?? `The server answered ${response.status}.`, response.status);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function problem(text: string): string | undefined {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: string; title?: string };
    return detail ?? title;
  } catch {
    return undefined;
  }
}
