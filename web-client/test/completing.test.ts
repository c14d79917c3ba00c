import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { completing, keysAbove } from '../src/studio/completing';

const KNOWN = {
  keys: [
    { name: 'act', about: 'what is done' },
    { name: 'when', about: '' },
  ],
  names: { act: ['wail', 'tell'], facts: ['soup', 'spare'], adds: ['panic', 'warmth'] },
};

/** What is offered where the bar stands. */
function offered(text: string, explicit = false): readonly string[] {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  const result = completing(() => KNOWN)(new CompletionContext(state, at, explicit));
  return (result?.options ?? []).map(({ label }) => label);
}

describe('what an author may write', () => {
  it('is a name of the kind that the key says', () => {
    expect(offered('replies:\n  - { act: w|')).toEqual(['wail', 'tell']);
    expect(offered('replies:\n  - act: w|')).toEqual(['wail', 'tell']);
  });

  it('is a name of a list, in brackets or line by line', () => {
    expect(offered('  - facts: [soup, s|]')).toEqual(['soup', 'spare']);
    expect(offered('tells:\n  facts:\n    - s|')).toEqual(['soup', 'spare', 'act', 'when']);
  });

  it('is a name as a key of a mapping, before the keys of the schema', () => {
    expect(offered('rules:\n  soothe:\n    adds:\n      p|')).toEqual(['panic', 'warmth', 'act', 'when']);
    expect(offered('rules:\n  soothe: { adds: { panic: -0.2, w|')).toEqual([
      'panic',
      'warmth',
      'act',
      'when',
    ]);
  });

  it('is a key where one begins, and nothing in the middle of a text', () => {
    expect(offered('replies:\n  - w|')).toEqual(['act', 'when']);
    expect(offered('text: says w|')).toEqual([]);
    expect(offered('  - { act: wail, w|')).toEqual(['act', 'when']);
    expect(offered('  - constructor: w|')).toEqual([]);
    expect(offered('replies:\n  - |')).toEqual([]);
    expect(offered('replies:\n  - |', true)).toEqual(['act', 'when']);
  });

  it('is told by the keys above, the nearest first', () => {
    const text = EditorState.create({
      doc: 'rules:\n  # not this: one\n  soothe:\n    adds:\n      pan',
    }).doc;
    expect(keysAbove(text, text.length)).toEqual(['adds', 'soothe', 'rules']);
  });
});
