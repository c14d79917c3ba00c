import { describe, expect, it } from 'vitest';
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
});
