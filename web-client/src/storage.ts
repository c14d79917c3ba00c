/**
 * What the browser remembers for this page. Where it may not (all cookies blocked, a frame of another site) reading and
 * writing throw; then it is remembered as long as the page is open, and nothing else fails by it.
 */
export interface Shelf {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** Kept on this machine. */
export const machine: Shelf = shelf(() => localStorage);

/** Kept as long as this tab is. */
export const tab: Shelf = shelf(() => sessionStorage);

export function shelf(storage: () => Storage): Shelf {
  /** What the browser did not take; undefined where it did not take that something is forgotten. */
  const meanwhile = new Map<string, string | undefined>();
  const attempt = <T>(action: (storage: Storage) => T, without: () => T): T => {
    try {
      return action(storage());
    } catch {
      return without();
    }
  };
  return {
    // Some can be read and not written: what was chosen here is newer.
    get: (key) =>
      meanwhile.has(key)
        ? meanwhile.get(key)
        : attempt(
            (place) => place.getItem(key) ?? undefined,
            () => undefined,
          ),
    set: (key, value) =>
      attempt<unknown>(
        (place) => {
          place.setItem(key, value);
          meanwhile.delete(key);
        },
        () => meanwhile.set(key, value),
      ),
    remove: (key) =>
      attempt<unknown>(
        (place) => {
          place.removeItem(key);
          meanwhile.delete(key);
        },
        () => meanwhile.set(key, undefined),
      ),
  };
}
