import { html, nothing, svg, type TemplateResult } from 'lit';
import { addressOf } from '../routing';
import { comparisons } from './letter';
import type { Attempt, Criterion, Report } from './report';
import { when } from '../words';

/** The last of them are told by name; the rest are dots of the chart, and behind a link. */
const NAMED = 3;
const CHART = { width: 600, height: 120, edge: 8 };

/** Earlier attempts beside this one: the scores as a small chart, the last three by name. */
export function attempts(report: Report): TemplateResult | typeof nothing {
  const { attempts: earlier, grade } = report;
  if (earlier.length === 0) return nothing;
  const criteria = grade?.criteria ?? [];
  return html`<section class="attempts figures">
    <h2>Beside your earlier calls</h2>
    ${grade ? chart([...earlier].reverse(), grade.score) : nothing}
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
            <a href=${addressOf({ page: 'sessions' })}>All ${earlier.length + 1} calls</a>
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
        <a href=${addressOf({ page: 'report', session: attempt.session })}>${when(attempt.startedAt)}</a>
        ${attempt.ending ? html`: ${attempt.ending}` : nothing}
      </p>
      ${told('New since then', gained.done)} ${told('Kept clear of this time', gained.traps)}
      ${told('There then, not now', lost.done)} ${told('Kept clear of then, not now', lost.traps)}
    </div>
  </li>`;
}

function told(what: string, labels: readonly string[]): TemplateResult | typeof nothing {
  return labels.length === 0 ? nothing : html`<p>${what}: ${labels.join('; ')}.</p>`;
}

/** Oldest first, this call last. */
function chart(earlier: readonly Attempt[], score: number): TemplateResult | typeof nothing {
  const scores = [...earlier.map((attempt) => attempt.score), score].filter((value) => value !== null);
  if (scores.length < 3) return nothing;
  const { width, height, edge } = CHART;
  const x = (i: number): number => edge + (i / (scores.length - 1)) * (width - 2 * edge);
  const y = (value: number): number => height - edge - (value / 100) * (height - 2 * edge);
  const line = scores.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const [first = 0, best] = [scores[0], Math.max(...scores)];
  const summary = `The score over ${scores.length} calls: ${Math.round(first)} at first, ${Math.round(best)} at best, ${Math.round(score)} now.`;
  return html`<figure class="scores">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
      ${[0, 50, 100].map((at) => svg`<line class="grid" x1="0" x2=${width} y1=${y(at)} y2=${y(at)} />`)}
      <polyline points=${line} />
      ${scores.map((value, i) => svg`<circle class=${i === scores.length - 1 ? 'now' : ''} cx=${x(i)} cy=${y(value)} r=${i === scores.length - 1 ? 5 : 2.5} />`)}
    </svg>
    <figcaption class="small soft">${summary}</figcaption>
  </figure>`;
}
