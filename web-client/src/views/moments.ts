import type { SessionSummary } from '../api';
import { toTheSecond, when } from '../words';

/** When each call began, by its session, so that no two are told alike: as exactly as that takes. */
export function momentsOf(calls: readonly SessionSummary[]): ReadonlyMap<string, string> {
  const inAll = counted(calls.map(({ startedAt }) => when(startedAt)));
  const before = new Map<string, number>();
  return new Map(
    calls.map(({ session, startedAt }) => {
      const minute = when(startedAt);
      if (inAll.get(minute) === 1) return [session, minute];
      const second = toTheSecond(startedAt);
      const nth = (before.get(second) ?? 0) + 1;
      before.set(second, nth);
      return [session, nth === 1 ? second : `${second} (${nth})`];
    }),
  );
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
