import { html, type TemplateResult } from 'lit';

/** Lines that stand in both texts, in one only, or are left out because nothing differs near them. */
export interface Part {
  readonly kind: 'same' | 'other' | 'left-out';
  readonly text: string;
}

/** So many lines are shown around what differs. */
const AROUND = 3;
/** Texts that have more pairs of lines between their first and their last difference are not gone through. */
const MOST_PAIRS = 4_000_000;

/** Which lines of the first stand in the second too, in the same order: as many as can be. */
function common(left: readonly string[], right: readonly string[]): readonly boolean[] {
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const kept: boolean[] = [];
  for (let i = 0, j = 0; i < left.length;) {
    if (j < right.length && left[i] === right[j]) {
      kept.push(true);
      i++;
      j++;
    } else if (j < right.length && at(i, j + 1) > at(i + 1, j)) j++;
    else {
      kept.push(false);
      i++;
    }
  }
  return kept;
}

function inBoth(left: readonly string[], right: readonly string[]): readonly boolean[] {
  let before = 0;
  while (before < left.length && before < right.length && left[before] === right[before]) before++;
  let behind = 0;
  const most = Math.min(left.length, right.length) - before;
  while (behind < most && left.at(-1 - behind) === right.at(-1 - behind)) behind++;
  const one = left.slice(before, left.length - behind);
  const other = right.slice(before, right.length - behind);
  const between = one.length * other.length > MOST_PAIRS ? one.map(() => false) : common(one, other);
  return [...Array<boolean>(before).fill(true), ...between, ...Array<boolean>(behind).fill(true)];
}

/** A text as it is shown beside another one; whole, where nothing differs. */
export function beside(text: string, other: string): readonly Part[] {
  const lines = text.split('\n');
  const same = inBoth(lines, other.split('\n'));
  if (text === other) return [{ kind: 'same', text }];
  // What only the other one has stands between two lines of this one: those are near a difference as well.
  const theirs = inBoth(other.split('\n'), lines);
  const gaps = new Set<number>();
  let place = 0;
  for (const kept of theirs) {
    if (!kept) gaps.add(place);
    else {
      do place++;
      while (place <= lines.length && same[place - 1] === false);
    }
  }
  const near = (line: number): boolean => {
    for (let i = line - AROUND; i <= line + AROUND; i++) {
      if (same[i] === false || (i > line - AROUND && gaps.has(i))) return true;
    }
    return false;
  };
  const parts: { kind: Part['kind']; lines: string[] }[] = [];
  lines.forEach((line, i) => {
    const kind = same[i] === false ? 'other' : near(i) ? 'same' : 'left-out';
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  });
  return parts.map(({ kind, lines: of }) => ({
    kind,
    text:
      kind === 'left-out' ? `… ${of.length} ${of.length === 1 ? 'line' : 'lines'} the same` : of.join('\n'),
  }));
}

/** Two texts side by side, what differs marked. */
export function sideBySide(
  left: { readonly title: string; readonly text: string },
  right: { readonly title: string; readonly text: string },
): TemplateResult {
  const side = (shown: typeof left, other: typeof left): TemplateResult =>
    html`<div>
      <h2>${shown.title}</h2>
      <pre>
${beside(shown.text, other.text).map(
          ({ kind, text }, i) =>
            html`${i > 0 ? '\n' : ''}${
              kind === 'other'
                ? html`<mark>${text}</mark>`
                : kind === 'left-out'
                  ? html`<i>${text}</i>`
                  : text
            }`,
        )}</pre>
    </div>`;
  return html`<div class="both" data-testid="both">${side(left, right)}${side(right, left)}</div>`;
}
