import { html, nothing, type TemplateResult } from 'lit';
import { prefer } from '../call/preferences';
import { addressOf } from '../routing';
import { strengths } from './letter';
import type { Grade, Report } from './report';
import type { Sounds } from './sounds';
import { figure, norm } from './words';

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

/** The score, and what it is no basis for. */
export function score(grade: Grade, framework: string): TemplateResult {
  return html`<p class="score figures" data-testid="score">
      <strong>${Math.round(grade.score)}</strong> of 100
    </p>
    <p class="note">
      Measured against ${framework}, the framework of this exercise: what it asks for stands below, criterion
      by criterion. It says how this one call went, and is no basis for decisions about employment.
    </p>
    ${grade.notes.map((note) => html`<p class="note">${note}</p>`)}`;
}

/** In place of a grade, where the leader was not heard. */
export function nothingHeard(name: string): TemplateResult {
  return html`<div class="unheard" data-testid="unheard">
    <p class="lead">Nothing was heard of you, so there is nothing to grade.</p>
    <p class="note">
      Perhaps the microphone was muted, or another one than the one you spoke into, or
      ${name || 'the other side'} rang off before you began. See at the start of a call that the lines move
      when you speak, or type.
    </p>
  </div>`;
}

/** What the leader did that counts for the most, in the words in which it was done. */
export function wentWell(grade: Grade): TemplateResult | typeof nothing {
  const best = strengths(grade);
  if (best.length === 0) return nothing;
  return html`<section class="strengths" data-testid="strengths">
    <h2>What went well</h2>
    <ul>
      ${best.map(
        ({ label, evidence }) =>
          html`<li>
            ${evidence[0] ? html`<q>${evidence[0].quote}</q>` : nothing}
            <p>${label}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

/**
 * The same call from its first ring.
 *
 * @param swapped whether the seats were swapped in the one that is read
 */
export function callAgain(scenario: string, swapped = false): TemplateResult {
  return html`<a
    class="button primary"
    data-testid="call-again"
    href=${addressOf({ page: 'home' })}
    @click=${() => prefer({ scenario })}
    >${swapped ? 'Lead this call yourself' : 'Call again'}</a
  >`;
}

/**
 * Links that save what was kept.
 *
 * @param synthetic whether a computer spoke the other side, which its file's name says then
 */
export function savedSounds(
  session: string,
  { leader, persona }: Sounds,
  synthetic: boolean,
): TemplateResult {
  return html`${
    leader
      ? html`<a class="button" href=${leader.url} download="${session}-leader${leader.ending}"
          >Sound of your side</a
        >`
      : nothing
  }${
    persona
      ? html`<a
          class="button"
          href=${persona.url}
          download="${session}-persona${synthetic ? '-synthetic' : ''}${persona.ending}"
          >Sound of the other side</a
        >`
      : nothing
  }`;
}

export function statementsLink(path: string, session: string): TemplateResult {
  return html`<a class="button" href="${path}/xapi" download="${session}-xapi.json">xAPI statements</a>`;
}

/** Who did what in the call, and what it is not for. */
export function provenance({ call, grade }: Pick<Report, 'call' | 'grade'>): TemplateResult {
  const { engines, ledBy } = call;
  const by = ledBy
    ? `Led by ${ledBy}, worded by ${engines.persona}`
    : `Heard by ${engines.recognition}, worded by ${engines.persona}, spoken by ${engines.voice}`;
  const what = ledBy
    ? 'What moves is the role as it is written, not you.'
    : 'The other side is a computer, and its voice is synthetic.';
  return html`<p class="small soft">
    ${by}${grade ? `, graded by ${grade.judge} after ${grade.rubric}` : ''}. Session ${call.session}, seed
    ${call.seed}. ${what} This report is for the one who made the call; it is not made for decisions about
    employment.
  </p>`;
}
