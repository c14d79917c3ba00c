import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../routing';
import type { Report } from './report';
import { figure, norm, when } from './words';

/** What followed the call, as a timeline. */
export function night({ outcome, lines }: NonNullable<Report['night']>): TemplateResult {
  return html`<section class="night">
    <h2>The night that followed</h2>
    <p class="outcome">${outcome}</p>
    <ol>
      ${lines.map(
        ({ clock, text, because }) =>
          html`<li>
            <time class="figures">${clock}</time>
            <p>${text}</p>
            ${because ? html`<p class="because">because ${because.replace(/^because /, '')}</p>` : nothing}
          </li>`,
      )}
    </ol>
  </section>`;
}

/** How the leader spoke, in neutral figures. */
export function delivery(figures: Report['delivery']): TemplateResult | typeof nothing {
  const known = figures.filter(({ value }) => value !== null);
  if (known.length === 0) return nothing;
  return html`<section>
    <h2>How it was spoken</h2>
    <dl class="figures-list figures">
      ${known.map(
        (item) =>
          html`<div>
            <dt>${item.label}</dt>
            <dd>${figure(item)}</dd>
            <dd>
              ${[item.detail, norm(item)].filter(Boolean).join('; ')}${
                item.norm ? html` <cite>(${item.norm.source.replace(/^\(|\)$/g, '')})</cite>` : nothing
              }
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Earlier attempts beside this one. */
export function attempts(report: Report): TemplateResult | typeof nothing {
  if (report.attempts.length === 0) return nothing;
  const labels = new Map(report.grade?.criteria.map(({ id, label }) => [id, label]));
  const named = (ids: readonly string[]): string => ids.map((id) => labels.get(id) ?? id).join('; ');
  return html`<section class="attempts figures">
    <h2>Beside your earlier calls</h2>
    <ol>
      <li class="now">
        <span class="mark">${report.grade ? Math.round(report.grade.score) : '–'}</span>
        <p>This call</p>
      </li>
      ${report.attempts.map(
        (attempt) =>
          html`<li>
            <span class="mark">${attempt.score === null ? '–' : Math.round(attempt.score)}</span>
            <div>
              <p>
                <a href=${addressOf({ page: 'report', session: attempt.session })}
                  >${when(attempt.startedAt)}</a
                >
                ${attempt.ending ? html`: ${attempt.ending}` : nothing}
              </p>
              ${attempt.gained.length > 0 ? html`<p>New since then: ${named(attempt.gained)}.</p>` : nothing}
              ${attempt.lost.length > 0 ? html`<p>There then, not now: ${named(attempt.lost)}.</p>` : nothing}
            </div>
          </li>`,
      )}
    </ol>
  </section>`;
}

/** The evidence behind the framework, as its author cites it. */
export function sources(list: Report['sources'], framework: string): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<section class="sources">
    <h2>What ${framework} rests on</h2>
    <ul>
      ${list.map(({ source, finding }) => html`<li>${finding} <cite>${source}, as cited by the framework’s author</cite></li>`)}
    </ul>
  </section>`;
}
