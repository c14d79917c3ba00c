import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { BandPoint } from './findings';

const WIDTH = 320;
const HEIGHT = 96;

/** Curves over each other, each in its band; as wide as the longest. */
export function curves(all: readonly (readonly BandPoint[])[], label: string): SVGTemplateResult {
  const last = Math.max(1, ...all.map((points) => points.length - 1));
  const x = (turn: number): string => ((turn / last) * WIDTH).toFixed(1);
  const y = (value: number): string => ((1 - value) * HEIGHT).toFixed(1);
  return svg`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label} preserveAspectRatio="none">
    ${all.map(
      (points, index) => svg`
        <polygon class="band s${index}" points=${[
          ...points.map((p) => `${x(p.turn)},${y(p.high)}`),
          ...points.map((p) => `${x(p.turn)},${y(p.low)}`).reverse(),
        ].join(' ')} />
        <polyline class="line s${index} ${points.length === 1 ? 'dot' : ''}" points=${line(points, x, y)} />`,
    )}
  </svg>`;
}

/** A call of one turn has one point, which is no line: it is drawn as a line to where it begins. */
function line(
  points: readonly BandPoint[],
  x: (turn: number) => string,
  y: (value: number) => string,
): string {
  const all = points.length === 1 ? [...points, ...points] : points;
  return all.map((p) => `${x(p.turn)},${y(p.mean)}`).join(' ');
}

/** How a curve is drawn, beside its name. */
export function sample(index: number): TemplateResult {
  return html`<svg class="sample" viewBox="0 0 32 8" aria-hidden="true">
    <line class="line s${index}" x1="0" x2="32" y1="4" y2="4" />
  </svg>`;
}
