import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Typing } from '../src/call/typing';

describe('a turn that is typed', () => {
  let told: boolean[];
  let typing: Typing;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    typing = new Typing((on) => told.push(on));
  });
  afterEach(() => vi.useRealTimers());

  const type = (text: string, msPerKey: number): void => {
    for (let i = 1; i <= text.length; i++) {
      typing.touched(text.slice(0, i));
      vi.advanceTimersByTime(msPerKey);
    }
  };

  it('is told at its start, every two seconds while it grows, and at its end', () => {
    type('x'.repeat(50), 100);
    expect(told).toEqual([true, true, true]);
    typing.stop();
    expect(told.at(-1)).toBe(false);
  });

  it('is over when the field is emptied', () => {
    type('Ken', 100);
    typing.touched('');
    expect(told).toEqual([true, false]);
  });

  it('counts as silence again where no key is pressed for long', () => {
    type('Ken', 100);
    vi.advanceTimersByTime(8_000);
    expect(told).toEqual([true, false]);
    type('ji', 100);
    expect(told).toEqual([true, false, true]);
  });

  it('is not told of where nothing was typed', () => {
    typing.stop();
    expect(told).toEqual([]);
  });
});
