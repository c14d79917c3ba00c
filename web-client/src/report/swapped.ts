import { html, nothing, type TemplateResult } from 'lit';
import type { ScenarioSummary } from '../api';
import { prefer } from '../call/preferences';
import type { Dimension } from '../protocol/messages';
import { addressOf } from '../routing';
import { duration, when } from '../words';
import { night } from './appendix';
import './inside';
import type { InsideView } from './inside';
import { wasUnheard } from './letter';
import './picture';
import type { Criterion, Grade, Report } from './report';
import { verdictInWords } from './words';

/** The same at each update: another one would be drawn anew. */
export const NO_DIMENSIONS: readonly Dimension[] = [];

/** The report from the persona's seat: what was felt comes first, and no score stands at the head. */
export function swappedReport(
  report: Report,
  ledBy: string,
  scenario: ScenarioSummary | undefined,
  trouble: string,
  progress: unknown,
  foot: TemplateResult,
): TemplateResult {
  const { call, grade } = report;
  const name = scenario?.persona.name.split(' ')[0] ?? 'the persona';
  return html`<header>
      <p class="soft small figures">
        Seats swapped · ${scenario?.title ?? call.scenario} · ${when(call.startedAt)} ·
        ${duration(call.length)}
      </p>
      <h1 tabindex="-1">${report.ending?.text ?? 'The call has no ending yet.'}</h1>
      ${head(name, ledBy)}
      ${trouble ? html`<p class="note" role="alert" data-testid="error">${trouble}</p>` : nothing}
    </header>
    <section>
      <h2>What each line did to ${name}, as written</h2>
      <cr-inside .report=${report} .name=${name}></cr-inside>
    </section>
    <section class="wide">
      <h2>The call, as ${name} felt it</h2>
      <cr-picture
        data-testid="curve"
        @jump=${({ target, detail }: CustomEvent<number>) => {
          if (target instanceof Element) show(target, detail);
        }}
        .report=${report}
        .dimensions=${scenario?.dimensions ?? NO_DIMENSIONS}
      ></cr-picture>
    </section>
    ${wasUnheard(report) ? nothing : grade ? leadersGrade(grade, call) : progress}
    ${report.night ? night(report.night) : nothing} ${foot}`;
}

/** From the curve to what was said there, as the page's other report does it. */
function show(curve: Element, turn: number): void {
  (curve.getRootNode() as ParentNode).querySelector<InsideView>('cr-inside')?.show(turn);
}

/** What heads the report of a call with the seats swapped: nobody is to take it for an attempt. */
function head(name: string, ledBy: string): TemplateResult {
  return html`<p class="note" data-testid="swapped">
    The seats were swapped: you were ${name}, and ${ledBy} led. It is nobody’s attempt and counts for no
    score. Where the ending says “you”, it speaks to the leader.
  </p>`;
}

/** What the leader's lines are worth by the framework, folded: it is the leader's, and the reader did not say them. */
function leadersGrade(grade: Grade, { frameworkTitle, ledBy = '' }: Report['call']): TemplateResult {
  const proved = grade.criteria.filter(({ evidence }) => evidence.length > 0);
  return html`<section data-testid="leaders-grade">
    <h2>The leader’s lines by the same judge</h2>
    <p>
      By ${frameworkTitle}, the lines of ${ledBy} come to ${Math.round(grade.score)} of 100. That score is the
      leader’s, not yours.
    </p>
    ${
      proved.length > 0
        ? html`<details>
            <summary>What it rests on</summary>
            <ul>
              ${proved.map(criterion)}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}

function criterion(of: Criterion): TemplateResult {
  return html`<li>
    <p>${of.label}: ${verdictInWords(of)}</p>
    ${of.evidence.slice(0, 2).map(({ quote }) => html`<p class="soft small"><q>${quote}</q></p>`)}
  </li>`;
}

/** From here one takes the same seat again. */
export function seatAgain(name: string, scenario: string): TemplateResult {
  return html`<a
    class="button"
    data-testid="swap-again"
    href=${addressOf({ page: 'swap' })}
    @click=${() => prefer({ scenario })}
    >Be ${name || 'the other side'} again</a
  >`;
}
