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

/** Which lines of each of two texts stand in the other one too: of each as many, and in the same order. */
type Kept = readonly [left: readonly boolean[], right: readonly boolean[]];

/** As many lines as can be. */
function common(left: readonly string[], right: readonly string[]): Kept {
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const kept = [left.map(() => false), right.map(() => false)] as const;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) kept[0][i++] = kept[1][j++] = true;
    else if (at(i, j + 1) > at(i + 1, j)) j++;
    else i++;
  }
  return kept;
}

/** Aligned once for both sides: where a line was moved, each for itself could keep another one. */
function inBoth(left: readonly string[], right: readonly string[]): Kept {
  let before = 0;
  while (before < left.length && before < right.length && left[before] === right[before]) before++;
  let behind = 0;
  const most = Math.min(left.length, right.length) - before;
  while (behind < most && left.at(-1 - behind) === right.at(-1 - behind)) behind++;
  const one = left.slice(before, left.length - behind);
  const other = right.slice(before, right.length - behind);
  const between: Kept =
    one.length * other.length > MOST_PAIRS
      ? [one.map(() => false), other.map(() => false)]
      : common(one, other);
  const whole = (middle: readonly boolean[]): readonly boolean[] => [
    ...Array<boolean>(before).fill(true),
    ...middle,
    ...Array<boolean>(behind).fill(true),
  ];
  return [whole(between[0]), whole(between[1])];
}

/** Two texts as they are shown beside each other; whole, where nothing differs. */
export function besideEachOther(
  left: string,
  right: string,
): readonly [left: readonly Part[], right: readonly Part[]] {
  if (left === right) {
    const whole: readonly Part[] = [{ kind: 'same', text: left }];
    return [whole, whole];
  }
  const [one, other] = [left.split('\n'), right.split('\n')];
  const [ofOne, ofOther] = inBoth(one, other);
  return [parted(one, ofOne, ofOther), parted(other, ofOther, ofOne)];
}

/**
 * @param same which of these lines the other text has too
 * @param theirs which of the other's lines stand here too
 */
function parted(
  lines: readonly string[],
  same: readonly boolean[],
  theirs: readonly boolean[],
): readonly Part[] {
  // What only the other one has stands between two lines of this one: those are near a difference as well.
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
  const [ofLeft, ofRight] = besideEachOther(left.text, right.text);
  const side = (title: string, parts: readonly Part[]): TemplateResult =>
    html`<div>
      <h2>${title}</h2>
      <pre tabindex="0" role="region" aria-label=${title}>
${parts.map(
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
  return html`<div class="both" data-testid="both">
    ${side(left.title, ofLeft)}${side(right.title, ofRight)}
  </div>`;
}
