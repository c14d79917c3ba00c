// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const rings: string[] = [];
vi.mock('../src/audio/ringing', () => ({
  ring: () => {
    rings.push('rings');
    return () => rings.push('stops');
  },
}));

import { Bell } from '../src/audio/bell';

describe('a phone that rings', () => {
  const silences: boolean[] = [];
  let allowed: boolean;

  beforeEach(() => {
    rings.length = silences.length = 0;
    allowed = false;
    vi.stubGlobal(
      'AudioContext',
      class extends EventTarget {
        state = allowed ? 'running' : 'suspended';
        resume = () => {
          this.state = 'running';
          return Promise.resolve();
        };
        close = () => Promise.resolve();
      },
    );
  });
  afterEach(() => vi.unstubAllGlobals());

  const bell = (): Bell => new Bell((silent) => silences.push(silent));

  it('rings at once where the browser lets it', () => {
    allowed = true;
    bell().end();
    expect(rings).toEqual(['rings', 'stops']);
    expect(silences.at(-1)).toBe(false);
  });

  it.each(['pointerup', 'keydown'])('rings at the first %s where it does not, once', async (touch) => {
    const phone = bell();
    expect(silences).toEqual([true]);
    expect(rings).toEqual([]);
    window.dispatchEvent(new Event(touch));
    window.dispatchEvent(new Event(touch));
    await vi.waitFor(() => expect(rings).toEqual(['rings']));
    expect(silences.at(-1)).toBe(false);
    phone.end();
  });

  it('does not begin any more once it was answered', async () => {
    const phone = bell();
    window.dispatchEvent(new Event('pointerup'));
    phone.end();
    await Promise.resolve();
    await Promise.resolve();
    expect(rings).toEqual([]);
  });
});
