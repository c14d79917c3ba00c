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
  const meanwhile = new Map<string, string>();
  const attempt = <T>(action: (storage: Storage) => T, without: () => T): T => {
    try {
      return action(storage());
    } catch {
      return without();
    }
  };
  return {
    get: (key) =>
      attempt(
        (place) => place.getItem(key) ?? undefined,
        () => meanwhile.get(key),
      ),
    set: (key, value) =>
      attempt<unknown>(
        (place) => place.setItem(key, value),
        () => meanwhile.set(key, value),
      ),
    remove: (key) =>
      attempt<unknown>(
        (place) => place.removeItem(key),
        () => meanwhile.delete(key),
      ),
  };
}
