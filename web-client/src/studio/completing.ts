import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import type { Completions } from './studio-api';

/** A key with its colon, or a mark that begins, ends or divides what is in braces and brackets. */
const TOKEN = /"?([\w-]+)"?\s*:(?=\s|$)|[{}[\],]/g;

const WORD = /[\w.-]*$/;

/** How far a line is indented; a hyphen counts for what stands behind it. */
const indent = (line: string): number => /^[\s-]*/.exec(line)?.[0].length ?? 0;

/** The keys that the end of a piece of a line stands under, the nearest first: not those beside it in the same braces. */
function keysIn(line: string): readonly string[] {
  const open: { readonly mark: string; readonly key: string | undefined }[] = [];
  let key: string | undefined;
  for (const [token, name] of line.matchAll(TOKEN)) {
    if (name !== undefined) key = name;
    else if (token === '{' || token === '[') {
      open.push({ mark: token, key });
      key = undefined;
    } else if (token === ',') {
      if (open.at(-1)?.mark !== '[') key = undefined;
    } else key = open.pop()?.key;
  }
  return [key, ...open.reverse().map((it) => it.key)].filter((it) => it !== undefined);
}

/**
 * The keys that a place in a YAML file stands under, the nearest first: those before it in its line, then the last one of
 * each line above that is indented less.
 */
export function keysAbove(text: Text, position: number): readonly string[] {
  const here = text.lineAt(position);
  const before = here.text.slice(0, position - here.from);
  const found = [...keysIn(before)];
  let depth = before.trim() === '' || before.trim() === '-' ? before.length : indent(here.text);
  for (let number = here.number - 1; number > 0 && depth > 0; number--) {
    const line = text.line(number).text;
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const own = /^\s*/.exec(line)?.[0].length ?? 0;
    if (own >= depth) continue;
    const key = keysIn(line).at(-1);
    if (key !== undefined) found.push(key);
    depth = own;
  }
  return found;
}

/** Whether a key can begin here: behind nothing but spaces and a hyphen, or in braces behind them or a comma. */
function beginsAKey(before: string): boolean {
  if (/^\s*(?:-\s+)?[\w-]*$/.test(before)) return true;
  const open = before.replace(/\[[^[\]]*\]|\{[^{}]*\}/g, '');
  return open.lastIndexOf('{') > open.lastIndexOf('[') && /[{,]\s*[\w-]*$/.test(before);
}

/** Names of what the scenario has, where one is written, and the keys that the file's schema knows. */
export function completing(known: () => Completions) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const word = WORD.exec(before)?.[0] ?? '';
    if (word === '' && !context.explicit) return null;
    const { keys, names } = known();
    const under = keysAbove(context.state.doc, context.pos - word.length)
      .slice(0, 2)
      .find((key) => Object.hasOwn(names, key));
    const options = (under === undefined ? [] : (names[under] ?? [])).map((label) => ({
      label,
      type: 'enum',
      detail: under ?? '',
      boost: 1,
    }));
    const colon = /^\s*:/.test(line.text.slice(context.pos - line.from));
    const also = beginsAKey(before)
      ? keys.map(({ name, about }) => ({
          label: name,
          type: 'property',
          info: about,
          apply: colon ? name : `${name}: `,
        }))
      : [];
    return options.length + also.length === 0
      ? null
      : { from: context.pos - word.length, options: [...options, ...also], validFor: /^[\w.-]*$/ };
  };
}
