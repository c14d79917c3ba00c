import { tab } from './storage';

const KEY = 'calmroom.renewed';
/** A second time within it means that to load the page anew does not help. */
const ONCE_MS = 60_000;

/**
 * A part of the page could not be fetched. After the server was renewed it is gone, and the page as it is now has it:
 * it is loaded anew, but once only.
 *
 * @returns whether it is loaded anew
 */
export function loadAnew(now: number, reload: () => void): boolean {
  const before = Number(tab.get(KEY) ?? -Infinity);
  if (now - before < ONCE_MS) return false;
  tab.set(KEY, String(now));
  reload();
  return true;
}
