import { address } from './api';

/** How long calls that were deleted can be had back. */
export const UNDO_MS = 10_000;

/** Calls that go together. */
interface Batch {
  readonly sessions: readonly string[];
  timer?: ReturnType<typeof setTimeout>;
}

/** What became of calls that were to be deleted. */
export interface Deleted {
  readonly deleted: ReadonlySet<string>;
  /** Still there: on the line again, or the server did not answer. */
  readonly left: readonly string[];
}

const leaving = new Set<Batch>();

/** Deletes calls with all that was kept of them, once the time for an undo is over; at once where the page is left. */
export function removeSessions(sessions: readonly string[]): void {
  const batch: Batch = { sessions };
  leaving.add(batch);
  start(batch);
}

/** Their time stands still: whoever is about to undo it by the keyboard is not hurried. */
export function holdLeaving(): void {
  for (const { timer } of leaving) clearTimeout(timer);
}

/** From here on they have all their time again. */
export function letLeave(): void {
  for (const batch of leaving) start(batch);
}

function start(batch: Batch): void {
  clearTimeout(batch.timer);
  batch.timer = setTimeout(() => void deleteNow(batch), UNDO_MS);
}

/** Takes back what was deleted last, all of it. @returns what was */
export function keepLast(): readonly string[] {
  const last = [...leaving].at(-1);
  if (!last) return [];
  clearTimeout(last.timer);
  leaving.delete(last);
  return last.sessions;
}

/** How many calls one undo would bring back; 0 where there is nothing to undo. */
export function undoable(): number {
  return [...leaving].at(-1)?.sessions.length ?? 0;
}

/** Which calls are about to be deleted. */
export function leavingSessions(): ReadonlySet<string> {
  return new Set([...leaving].flatMap(({ sessions }) => sessions));
}

async function deleteNow(batch: Batch): Promise<void> {
  clearTimeout(batch.timer);
  leaving.delete(batch);
  const answer = await fetch(address('/api/deletions'), {
    method: 'POST',
    keepalive: true,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ sessions: batch.sessions }),
  })
    .then(async (response) => (response.ok ? ((await response.json()) as { deleted: string[] }) : undefined))
    .catch(() => undefined);
  const deleted = new Set(answer?.deleted ?? []);
  const left = batch.sessions.filter((session) => !deleted.has(session));
  window.dispatchEvent(new CustomEvent<Deleted>('sessions-deleted', { detail: { deleted, left } }));
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => {
    for (const batch of leaving) void deleteNow(batch);
  });
}
