import { describe, expect, it } from 'vitest';
import { besideEachOther, type Part } from '../src/studio/differing';

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`).join('\n');

const beside = (text: string, other: string): readonly Part[] => besideEachOther(text, other)[0];

describe('a text beside another one', () => {
  it('is shown whole where nothing differs', () => {
    expect(beside(lines(1, 40), lines(1, 40))).toEqual([{ kind: 'same', text: lines(1, 40) }]);
  });

  it('has what differs marked, and what is far from it left out', () => {
    const other = lines(1, 40).replace('line 20', 'another line');

    expect(beside(lines(1, 40), other)).toEqual([
      { kind: 'left-out', text: '… 16 lines the same' },
      { kind: 'same', text: lines(17, 19) },
      { kind: 'other', text: 'line 20' },
      { kind: 'same', text: lines(21, 23) },
      { kind: 'left-out', text: '… 17 lines the same' },
    ]);
  });

  it('shows where only the other one has lines', () => {
    const longer = lines(1, 40).replace('line 20\n', 'line 20\nnew\n');

    expect(beside(lines(1, 40), longer).map(({ kind }) => kind)).toEqual(['left-out', 'same', 'left-out']);
    expect(beside(lines(1, 40), longer)[1]?.text).toContain('line 20\nline 21');
    expect(beside(longer, lines(1, 40))).toContainEqual({ kind: 'other', text: 'new' });
  });

  it('finds what stands between two differences', () => {
    expect(beside('a\nb\nc', 'x\nb\ny')).toEqual([
      { kind: 'other', text: 'a' },
      { kind: 'same', text: 'b' },
      { kind: 'other', text: 'c' },
    ]);
  });

  it('keeps the same lines on both sides where one was moved', () => {
    const kept = (parts: readonly Part[]): string[] =>
      parts.filter(({ kind }) => kind === 'same').map(({ text }) => text);
    const [left, right] = besideEachOther('A\nB', 'B\nA');

    expect(kept(left)).toHaveLength(1);
    expect(kept(right)).toEqual(kept(left));

    const moved = besideEachOther('one\ntwo\nthree\nfour', 'three\nfour\none\ntwo');
    expect(kept(moved[1])).toEqual(kept(moved[0]));
  });
});
