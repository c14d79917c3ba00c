import { svg, type SVGTemplateResult } from 'lit';
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
        <polyline class="line s${index}" points=${points.map((p) => `${x(p.turn)},${y(p.mean)}`).join(' ')} />`,
    )}
  </svg>`;
}
