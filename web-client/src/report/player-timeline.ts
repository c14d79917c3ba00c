import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Report } from './report';
import type { Sounds } from './sounds';
import { DASHES, steps, waveform, type Span } from './timeline';

const WIDTH = 1000;
const CURVE = 90;
const LANE = 40;
const HEIGHT = CURVE + 2 * LANE + 8;
const MIDDLE = { leader: CURVE + 4 + LANE / 2, persona: CURVE + 4 + (3 * LANE) / 2 } as const;

export const VIEW_BOX = `0 0 ${WIDTH} ${HEIGHT}`;

/** What of a timeline stays as it is while the call plays. */
export interface Drawn {
  readonly report: Report;
  readonly length: number;
  readonly quiet: readonly Span[];
  readonly sounds: Sounds;
  readonly dimensions: readonly string[];
}

/** The curve above, below it a lane each for both voices: their waveform where sound was kept, else when they spoke. */
export function timeline({ report, length, quiet, sounds, dimensions }: Drawn): SVGTemplateResult {
  const x = (ms: number): number => (ms / length) * WIDTH;
  const { turns, marks } = report;
  return svg`
    ${quiet.map(({ from, to }) => svg`<rect class="quiet-time" x=${x(from)} width=${Math.max(0, x(to) - x(from))} y="0" height=${HEIGHT} />`)}
    ${dimensions.map(
      (id, i) =>
        svg`<polyline points=${steps(report.curve, id, { length, width: WIDTH, height: CURVE })} stroke="var(--series-${i + 1})" stroke-dasharray=${dash(i)} fill="none" stroke-width="2" vector-effect="non-scaling-stroke" />`,
    )}
    ${turns.map(
      ({ speaker, at, end }) =>
        svg`<rect class="${speaker} ${sounds[speaker] ? 'behind' : ''}" x=${x(at)} y=${MIDDLE[speaker] - (sounds[speaker] ? LANE / 2 : 8)} width=${Math.max(2, x(end) - x(at))} height=${sounds[speaker] ? LANE : 16} />`,
    )}
    ${(['leader', 'persona'] as const).map((side) => {
      const sound = sounds[side];
      return sound
        ? svg`<path class="voice ${side}" data-side=${side} d=${waveform(sound, x, MIDDLE[side], LANE / 2 - 2)} />`
        : nothing;
    })}
    ${marks.map(
      ({ at, kind, label }) =>
        svg`<line class="mark ${kind}" x1=${x(at)} x2=${x(at)} y1=${kind === 'world' ? 0 : CURVE} y2=${HEIGHT} vector-effect="non-scaling-stroke"><title>${label}</title></line>`,
    )}`;
}

function dash(dimension: number): string {
  return (DASHES[dimension] ?? []).join(' ');
}

/** The line of a dimension beside its name. */
export function lineOf(dimension: number): TemplateResult {
  return html`<svg viewBox="0 0 24 4" aria-hidden="true">
    <line
      x2="24"
      y1="2"
      y2="2"
      stroke="var(--series-${dimension + 1})"
      stroke-width="2.5"
      stroke-dasharray=${dash(dimension)}
    />
  </svg>`;
}
