import { css, html, svg, type TemplateResult } from 'lit';
import type { Feeling } from '../protocol/messages';
import { steps } from './timeline';

/** One way that a call goes, as the server plays it. */
export interface Way {
  readonly curve: readonly { readonly turn: number; readonly at: number; readonly state: Feeling }[];
  readonly turns: readonly { readonly turn: number; readonly speaker: string; readonly text: string }[];
  readonly ending: { readonly id: string; readonly text: string } | null;
  readonly score: number;
}

const WIDTH = 240;
const HEIGHT = 72;

/** Two ways beside each other, and their curves over each other. */
export const waysStyles = css`
  .curves + p {
    margin-top: var(--space-4);
  }
  .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: var(--space-5);
    margin-top: var(--space-5);
  }
  .ways > div {
    padding-top: var(--space-3);
    border-top: 2px dashed var(--line-strong);
  }
  .ways > .now {
    border-top: 2px solid var(--accent);
  }
  .score {
    font: 400 var(--step-3) / 1 var(--words);
  }
  .now .score {
    color: var(--accent);
  }
  .curves {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--space-4);
    margin-top: var(--space-5);
  }
  svg {
    display: block;
    width: 100%;
    height: auto;
    border-bottom: 1px solid var(--line);
    overflow: visible;
  }
  polyline {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2.25;
    vector-effect: non-scaling-stroke;
  }
  polyline.then {
    stroke: var(--ink-soft);
    stroke-dasharray: 5 4;
  }
  q {
    display: block;
    margin-top: var(--space-2);
  }
`;

/** @param kind which of the two it is */
export function way(title: string, play: Way, kind: 'then' | 'now', more: unknown): TemplateResult {
  return html`<div class=${kind}>
    <h3>${title}</h3>
    <p class="figures"><span class="score">${play.score}</span> of 100</p>
    <p>${play.ending?.text ?? 'It comes to no ending.'}</p>
    ${more}
  </div>`;
}

/** @param dimensions which are shown; all of the feelings where none is named */
export function curves(
  then: Way,
  now: Way,
  dimensions: readonly { readonly id: string; readonly label: string }[],
): TemplateResult {
  const shown =
    dimensions.length > 0
      ? dimensions
      : Object.keys(now.curve[0]?.state ?? {}).map((id) => ({ id, label: id }));
  return html`<div class="curves">${shown.map(({ id, label }) => curve(id, label, then, now))}</div>`;
}

function curve(id: string, label: string, then: Way, now: Way): TemplateResult {
  const length = Math.max(1, ...[...then.curve, ...now.curve].map(({ at }) => at));
  const points = (play: Way): string => steps(play.curve, id, { length, width: WIDTH, height: HEIGHT });
  const last = (play: Way): number => Math.round((play.curve.at(-1)?.state[id] ?? 0) * 100);
  return html`<figure>
    <svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="${label}: ${last(then)} at the end as it was, ${last(now)} this way"
    >
      ${svg`<polyline class="then" points=${points(then)} /><polyline points=${points(now)} />`}
    </svg>
    <figcaption class="small figures">${label} ${last(then)} → <strong>${last(now)}</strong></figcaption>
  </figure>`;
}
