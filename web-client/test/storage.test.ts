import { describe, expect, it, vi } from 'vitest';
import { findCall, findLine, findResumption } from '../src/call/resumption';
import { shelf } from '../src/storage';

describe('what the browser remembers', () => {
  it('is remembered until the page is left where storage is blocked', () => {
    const blocked = shelf(() => {
      throw new DOMException('Access is denied', 'SecurityError');
    });
    expect(blocked.get('theme')).toBeUndefined();
    blocked.set('theme', 'light');
    expect(blocked.get('theme')).toBe('light');
    blocked.remove('theme');
    expect(blocked.get('theme')).toBeUndefined();
  });

  it('is what was chosen last where storage can be read and not written', () => {
    const kept = new Map([
      ['theme', 'dark'],
      ['muted', 'yes'],
    ]);
    const refuse = (): never => {
      throw new DOMException('The quota has been exceeded', 'QuotaExceededError');
    };
    let full = true;
    const place = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => (full ? refuse() : kept.set(key, value)),
      removeItem: (key: string) => (full ? refuse() : kept.delete(key)),
    } as unknown as Storage;
    const read = shelf(() => place);
    expect(read.get('theme')).toBe('dark');
    read.set('theme', 'light');
    read.set('voice', 'deep');
    read.remove('muted');
    expect(['theme', 'voice', 'muted'].map((key) => read.get(key))).toEqual(['light', 'deep', undefined]);
    // Once it takes something again, that is what stands there.
    full = false;
    read.set('theme', 'paper');
    expect([read.get('theme'), kept.get('theme')]).toEqual(['paper', 'paper']);
    read.remove('voice');
    expect(read.get('voice')).toBeUndefined();
  });

  it.each(['', '{', 'null', '7', '"x"', '[]', '{}', '{"resume":7}', 'undefined', '{"session":"s"}'])(
    'is no call where %j stands in its place',
    (left) => {
      vi.stubGlobal('sessionStorage', {
        getItem: () => left,
        setItem: () => undefined,
        removeItem: () => undefined,
      });
      vi.stubGlobal('localStorage', {
        getItem: () => left,
        setItem: () => undefined,
        removeItem: () => undefined,
      });
      try {
        expect([findResumption(), findCall(), findLine()]).toEqual([undefined, undefined, undefined]);
      } finally {
        vi.unstubAllGlobals();
      }
    },
  );
});
