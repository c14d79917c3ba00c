import type { Mark } from './report';

/** What happened at one moment: shown as one mark, the gravest of its kinds. */
export interface MarkGroup {
  readonly turn: number;
  readonly at: number;
  readonly kind: Mark['kind'];
  readonly marks: readonly Mark[];
}

export interface PlacedMark {
  readonly group: MarkGroup;
  /** Where the moment is on the axis, in pixels. */
  readonly left: number;
  /** Where the mark is drawn, far enough from its neighbours to be hit. */
  readonly shown: number;
}

/** Narrower than a finger, but marks of a long call must fit on a phone (WCAG 2.5.8 asks for 24 pixels). */
const APART_PX = 28;

const GRAVITY: readonly Mark['kind'][] = ['trap', 'good', 'world', 'neutral'];

export function groupMarks(marks: readonly Mark[]): MarkGroup[] {
  const groups: MarkGroup[] = [];
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    if (last?.at === mark.at && last.turn === mark.turn) {
      const all = [...last.marks, mark];
      groups[groups.length - 1] = { ...last, marks: all, kind: gravest(all) };
    } else {
      groups.push({ turn: mark.turn, at: mark.at, kind: mark.kind, marks: [mark] });
    }
  }
  return groups;
}

/** Pushes marks apart to the right, then back to the left where they would leave the frame. */
export function placeMarks(marks: readonly Omit<PlacedMark, 'shown'>[], width: number): PlacedMark[] {
  let edge = -Infinity;
  const placed = marks.map((mark) => {
    const shown = Math.max(mark.left, edge + APART_PX);
    edge = shown;
    return { ...mark, shown };
  });
  edge = width - APART_PX / 2 + APART_PX;
  return placed
    .reverse()
    .map((mark) => {
      const shown = Math.min(mark.shown, edge - APART_PX);
      edge = shown;
      return { ...mark, shown };
    })
    .reverse();
}

function gravest(marks: readonly Mark[]): Mark['kind'] {
  return GRAVITY.find((kind) => marks.some((mark) => mark.kind === kind)) ?? 'neutral';
}
