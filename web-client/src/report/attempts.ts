import { html, nothing, svg, type TemplateResult } from 'lit';
import { addressOf } from '../routing';
import { chanceBand, judged, type Band } from './chance';
import { comparisons } from './letter';
import type { Attempt, Criterion, Grade, Report } from './report';
import { when } from '../words';

/** The last of them are told by name; the rest are dots of the chart, and behind a link. */
const NAMED = 3;
/** As many changes are told beside each; all of them stand in that call's own report. */
const TOLD = 3;
const CHART = { width: 600, height: 120, edge: 8 };

/** Earlier attempts beside this one: the scores as a small chart, the last three by name. */
export function attempts(report: Report): TemplateResult | typeof nothing {
  const { attempts: earlier, grade } = report;
  if (earlier.length === 0) return nothing;
  const criteria = grade?.criteria ?? [];
  return html`<section class="attempts figures">
    <h2>Beside your earlier calls</h2>
    ${grade ? chart([...earlier].reverse(), grade) : nothing}
    <ol>
      <li class="now">
        <span class="mark">${grade ? Math.round(grade.score) : '–'}</span>
        <p>This call</p>
      </li>
      ${earlier.slice(0, NAMED).map((attempt) => named(attempt, criteria))}
    </ol>
    ${
      earlier.length > NAMED
        ? html`<p class="more">
            <a href=${addressOf({ page: 'sessions' })}>All your calls</a>
          </p>`
        : nothing
    }
  </section>`;
}

function named(attempt: Attempt, criteria: readonly Criterion[]): TemplateResult {
  const gained = comparisons(attempt.gained, criteria);
  const lost = comparisons(attempt.lost, criteria);
  return html`<li>
    <span class="mark">${attempt.score === null ? '–' : Math.round(attempt.score)}</span>
    <div>
      <p>
        <a href=${addressOf({ page: 'report', session: attempt.session })}>${when(attempt.startedAt)}</a
        >${attempt.ending ? html`: ${attempt.ending}` : nothing}
      </p>
      ${told('New since then', gained.done)} ${told('Kept clear of this time', gained.traps)}
      ${told('There then, not now', lost.done)} ${told('Kept clear of then, not now', lost.traps)}
    </div>
  </li>`;
}

function told(what: string, labels: readonly string[]): TemplateResult | typeof nothing {
  if (labels.length === 0) return nothing;
  const more = labels.length - TOLD;
  const first = more > 1 ? [...labels.slice(0, TOLD), `and ${more} more`] : labels;
  return html`<p>${what}: ${first.join('; ')}.</p>`;
}

/** Oldest first, this call last. */
function chart(earlier: readonly Attempt[], grade: Grade): TemplateResult | typeof nothing {
  const scores = known([...earlier.map((attempt) => attempt.score), grade.score]);
  if (scores.length < 3) return nothing;
  const band = chanceBand(scores.slice(0, -1), 100);
  const [first = 0, best] = [scores[0], Math.max(...scores)];
  const how = judged(grade.score, band);
  const summary = `The score over your last ${scores.length} calls: ${Math.round(first)} at first, ${Math.round(best)} at best, ${Math.round(grade.score)} now${how === '' ? '' : `, ${how}`}.`;
  return html`<figure class="scores">
      ${drawing(scores, 100, summary, band)}
      <figcaption class="small soft">
        ${summary}
        ${band ? 'The band is as far as your calls before it have come to differ from one to the next.' : nothing}
      </figcaption>
    </figure>
    <div class="by-move">${grade.moves.map((move) => byMove(move, earlier))}</div>`;
}

function byMove(move: Grade['moves'][number], earlier: readonly Attempt[]): TemplateResult | typeof nothing {
  const points = known([
    ...earlier.map(({ moves }) => moves?.find(({ id }) => id === move.id)?.points ?? null),
    move.points,
  ]);
  if (points.length < 3) return nothing;
  const most = Math.max(1, move.of);
  const band = chanceBand(points.slice(0, -1), most);
  const how = judged(move.points, band);
  const label = `${move.title}: ${Math.round(move.points)} of ${move.of}${how === '' ? '' : `, ${how}`}`;
  return html`<figure>
    ${drawing(points, most, label, band)}
    <figcaption class="small soft">${label}</figcaption>
  </figure>`;
}

function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function drawing(
  values: readonly number[],
  most: number,
  label: string,
  band: Band | undefined,
): TemplateResult {
  const { width, height, edge } = CHART;
  const x = (i: number): number => edge + (i / (values.length - 1)) * (width - 2 * edge);
  const y = (value: number): number => height - edge - (value / most) * (height - 2 * edge);
  const line = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
    ${band ? svg`<rect class="band" x="0" width=${width} y=${y(band.high)} height=${Math.max(1, y(band.low) - y(band.high))} />` : nothing}
    ${[0, most / 2, most].map((at) => svg`<line class="grid" x1="0" x2=${width} y1=${y(at)} y2=${y(at)} />`)}
    <polyline points=${line} />
    ${values.map((value, i) => svg`<circle class=${i === values.length - 1 ? 'now' : ''} cx=${x(i)} cy=${y(value)} r=${i === values.length - 1 ? 5 : 2.5} />`)}
  </svg>`;
}
