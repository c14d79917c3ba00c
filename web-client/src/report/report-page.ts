import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { request, RequestError, retake, scenarios, type ScenarioSummary } from '../api';
import { keepForResumption } from '../call/resumption';
import { minutesAndSeconds } from '../call/night';
import { addressOf, go } from '../routing';
import { base } from '../style/base';
import { readingStyles } from '../views/reading-styles';
import '../views/theme-switch';
import { attempts, delivery, night, sources } from './appendix';
import './criteria';
import './picture';
import type { Picture } from './picture';
import { isGrading, withSpans, type Grade, type OneChange, type Report, type Verdict } from './report';
import { reportStyles } from './report-styles';
import './transcript';
import type { Transcript } from './transcript';
import { findSounds, type Sounds } from './turn-player';
import { when } from './words';

const POLL_MS = 1_000;
const STILL_ON_THE_LINE = 409;

/** A trainer's or the leader's change to the report. */
export type Change =
  | { readonly kind: 'correct'; readonly turn: number; readonly text: string }
  | { readonly kind: 'comment'; readonly turn: number; readonly by: string; readonly text: string }
  | {
      readonly kind: 'override';
      readonly criterion: string;
      readonly by: string;
      readonly verdict: Verdict;
      readonly reason: string;
    };

/** What became of a call: a letter first, the proof after it, figures last. */
@customElement('cr-report-page')
export class ReportPage extends LitElement {
  static override styles = [base, readingStyles, reportStyles];

  @property() session = '';
  @state() private report: Report | undefined;
  @state() private scenario: ScenarioSummary | undefined;
  @state() private sounds: Sounds = {};
  @state() private waiting = '';
  @state() private trouble = '';
  @state() private note = '';
  @query('cr-transcript') private readonly transcript!: Transcript;
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly toPaper = (): void => this.printing(true);
  private readonly fromPaper = (): void => this.printing(false);
  private themeBefore: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeprint', this.toPaper);
    window.addEventListener('afterprint', this.fromPaper);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('beforeprint', this.toPaper);
    window.removeEventListener('afterprint', this.fromPaper);
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('session')) return;
    this.report = undefined;
    this.sounds = {};
    this.trouble = '';
    void this.load();
  }

  override render(): TemplateResult {
    return html`<nav class="bar" aria-label="Calmroom">
        <a href=${addressOf({ page: 'home' })}>Calmroom</a>
        <a href=${addressOf({ page: 'sessions' })}>Past calls</a>
        <cr-theme-switch></cr-theme-switch>
      </nav>
      <main data-testid="report" aria-busy=${this.report && !isGrading(this.report) ? 'false' : 'true'}>
        ${this.report ? this.renderReport(this.report) : this.renderWaiting()}
      </main>`;
  }

  private renderWaiting(): TemplateResult {
    if (this.trouble === '')
      return html`<p class="waiting" role="status">${this.waiting || 'Fetching the report…'}</p>`;
    return html`<h1>There is no report here</h1>
      <p class="lead" data-testid="error" role="alert">${this.trouble}</p>
      <p><button @click=${() => this.load()}>Try again</button></p>`;
  }

  private renderReport(report: Report): TemplateResult {
    const { call, grade } = report;
    const name = this.scenario?.persona.name.split(' ')[0] ?? '';
    return html`<header>
        <p class="soft small figures">
          ${this.scenario?.title ?? call.scenario} · ${when(call.startedAt)} ·
          ${minutesAndSeconds(call.length)} minutes
          ${call.forkedFrom ? html` · taken again after turn ${call.forkedFrom.turn}` : nothing}
        </p>
        <h1>${report.ending?.text ?? 'The call has no ending yet.'}</h1>
        ${grade ? this.renderScore(grade, call.frameworkTitle) : nothing} ${this.renderProgress(report)}
      </header>
      ${report.oneChange ? this.renderOneChange(report.oneChange) : nothing}
      <section class="wide">
        <h2>The call, as ${name || 'the other side'} felt it</h2>
        <cr-picture
          data-testid="curve"
          .report=${report}
          .dimensions=${this.scenario?.dimensions ?? []}
          @jump=${(event: CustomEvent<number>) => this.jump(event.detail)}
        ></cr-picture>
      </section>
      ${
        grade
          ? html`<section>
              <h2>Criterion by criterion</h2>
              <cr-criteria
                .grade=${grade}
                @jump=${(event: CustomEvent<number>) => this.jump(event.detail)}
                @change-report=${(event: CustomEvent<Change>) => this.change(event.detail)}
              ></cr-criteria>
            </section>`
          : nothing
      }
      ${report.night ? night(report.night) : nothing}
      <section>
        <h2>What was said</h2>
        <cr-transcript
          .turns=${report.turns}
          .name=${name}
          .sounds=${this.sounds}
          @change-report=${(event: CustomEvent<Change>) => this.change(event.detail)}
        ></cr-transcript>
      </section>
      ${delivery(report.delivery)} ${attempts(report)} ${sources(report.sources, call.frameworkTitle)}
      ${this.renderFoot(report)}`;
  }

  private renderScore(grade: Grade, framework: string): TemplateResult {
    return html`<p class="score figures" data-testid="score">
        <strong>${Math.round(grade.score)}</strong> of 100 by ${framework}
      </p>
      ${grade.notes.map((note) => html`<p class="note">${note}</p>`)}`;
  }

  private renderProgress(report: Report): TemplateResult | typeof nothing {
    const { stage, done, of, message } = report.grading;
    if (stage === 'done') return this.note ? html`<p class="note" role="status">${this.note}</p>` : nothing;
    if (stage === 'failed') {
      return html`<p class="note" role="alert" data-testid="error">
        The call could not be graded: ${message}
        <button @click=${() => this.gradeAgain()}>Grade once more</button>
      </p>`;
    }
    return html`<div class="progress" role="status">
      <label for="grading">
        ${stage === 'retrying' ? `Trying once more: ${message}` : 'The grader is reading the call'}
      </label>
      <progress id="grading" max=${Math.max(1, of)} value=${done}></progress>
    </div>`;
  }

  private renderOneChange(change: OneChange): TemplateResult {
    return html`<section class="one">
      <h2>The one thing</h2>
      <p class="lead">${change.text}</p>
      <dl class="swap">
        ${
          change.instead
            ? html`<dt>You said</dt>
                <dd><q>${change.instead}</q></dd>`
            : nothing
        }
        <dt>Try</dt>
        <dd><q>${change.try}</q></dd>
      </dl>
      <p class="actions">
        <button class="primary" data-testid="retake" @click=${() => this.takeAgain(change.turn)}>
          Take it again from here
        </button>
        <button class="quiet" @click=${() => this.jump(change.turn)}>See turn ${change.turn}</button>
      </p>
      ${this.trouble ? html`<p class="note" role="alert" data-testid="error">${this.trouble}</p>` : nothing}
    </section>`;
  }

  private renderFoot({ call, grade }: Report): TemplateResult {
    const path = `/api/sessions/${encodeURIComponent(call.session)}`;
    return html`<footer>
      <p class="actions">
        <button @click=${() => window.print()}>Print or save as PDF</button>
        <a class="button" href="${path}/report" download="${call.session}.json">Report as JSON</a>
        <a class="button" href="${path}/xapi" download="${call.session}-xapi.json">xAPI statements</a>
      </p>
      <p class="small soft">
        Heard by ${call.engines.recognition}, worded by ${call.engines.persona}, spoken by
        ${call.engines.voice}${grade ? html`, graded by ${grade.judge} after ${grade.rubric}` : nothing}.
        Session ${call.session}, seed ${call.seed}.
      </p>
    </footer>`;
  }

  private jump(turn: number): void {
    this.transcript.show(turn);
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const report = await request<Report>('GET', `${this.path}/report`);
      this.report = { ...report, turns: withSpans(report.turns) };
      this.trouble = '';
      if (isGrading(this.report)) this.poll();
    } catch (error) {
      if (error instanceof RequestError && error.status === STILL_ON_THE_LINE) {
        this.waiting = 'The call is still on; the report comes when it is over.';
        this.poll();
      } else {
        this.trouble = messageOf(error);
      }
    }
    if (this.report) this.sounds = await findSounds(this.session);
    const known = await scenarios().catch(() => []);
    this.scenario = known.find(({ id }) => id === this.report?.call.scenario);
  }

  private poll(): void {
    if (this.isConnected) this.timer = setTimeout(() => void this.load(), POLL_MS);
  }

  private async gradeAgain(): Promise<void> {
    await this.attempt(() => request('POST', `${this.path}/grading`));
  }

  private async change(change: Change): Promise<void> {
    await this.attempt(() => {
      switch (change.kind) {
        case 'correct':
          this.note = 'The line was corrected; the call was graded again.';
          return request('PUT', `${this.path}/turns/${change.turn}`, { text: change.text });
        case 'comment':
          return request('POST', `${this.path}/turns/${change.turn}/comments`, {
            by: change.by,
            text: change.text,
          });
        case 'override': {
          const { criterion, ...verdict } = change;
          const body = { by: verdict.by, verdict: verdict.verdict, reason: verdict.reason };
          return request('PUT', `${this.path}/criteria/${encodeURIComponent(criterion)}`, body);
        }
      }
    });
  }

  private async takeAgain(turn: number): Promise<void> {
    try {
      const { scenario, resume, note } = await retake(this.session, Math.max(0, turn - 1));
      keepForResumption({ scenario, resume, voice: 'server', ...(note ? { note } : {}) });
      go({ page: 'home' });
    } catch (error) {
      this.trouble = `It cannot be taken again from here: ${messageOf(error)}`;
    }
  }

  private async attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      await this.load();
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }

  private get path(): string {
    return `/api/sessions/${encodeURIComponent(this.session)}`;
  }

  /** Paper is light whatever the screen is; the chart, being drawn, has to be told. */
  private printing(on: boolean): void {
    const root = document.documentElement;
    if (on) {
      this.themeBefore = root.dataset.theme;
      root.dataset.theme = 'light';
    } else if (this.themeBefore === undefined) delete root.dataset.theme;
    else root.dataset.theme = this.themeBefore;
    this.renderRoot.querySelector<Picture>('cr-picture')?.redraw();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
