import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { address, messageOf, request, RequestError, retake, scenarios, type ScenarioSummary } from '../api';
import { goOnAt } from '../arriving';
import { removeSessions } from '../leaving';
import { keepForResumption } from '../call/resumption';
import { go } from '../routing';
import { entitle } from '../title';
import { bar } from '../views/bar';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { readingStyles } from '../views/reading-styles';
import {
  callAgain,
  delivery,
  night,
  nothingHeard,
  provenance,
  savedSounds,
  score,
  sources,
  statementsLink,
  wentWell,
} from './appendix';
import { attempts } from './attempts';
import { sendChange, type Change } from './change';
import './criteria';
import { inPlaceOf, lastWordsBefore, transcriptFile, wasUnheard } from './letter';
import './picture';
import type { Picture } from './picture';
import { isGrading, withSpans, type OneChange, type Report } from './report';
import { reportStyles } from './report-styles';
import './transcript';
import type { Transcript } from './transcript';
import { NO_DIMENSIONS, seatAgain, swappedReport } from './swapped';
import { findSounds, type Sounds } from './sounds';
import './family';
import './hand-in';
import './hear-again';
import './player';
import { rehearsal, wasBroughtIn } from './rehearse';
import './run-again';
import './what-if';
import { duration, when } from '../words';

const POLL_MS = 1_000;
const STILL_ON_THE_LINE = 409;

/** What became of a call: a letter first, the proof after it, figures last. */
@customElement('cr-report-page')
export class ReportPage extends LitElement {
  static override styles = [base, readingStyles, reportStyles];

  @property() session = '';
  @state() private report: Report | undefined;
  /** How far the grader has come: all that changes while it reads, and no reason to draw a long call anew. */
  @state() private grading: Report['grading'] | undefined;
  @state() private scenario: ScenarioSummary | undefined;
  @state() private sounds: Sounds = {};
  @state() private waiting = '';
  @state() private trouble = '';
  /** The call was somebody else's: nobody but they can take it again. */
  @state() private theirs = false;
  @state() private note = '';
  @state() private other: { readonly turn: number; readonly line: string } | undefined;
  @query('cr-transcript') private readonly transcript!: Transcript;
  @query('h1') private readonly heading!: HTMLElement | null;
  private drawn = '';
  private focused = '';
  /** The call whose sound was asked for. */
  private sounded = '';
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
    this.report = this.grading = undefined;
    this.drawn = this.sounded = '';
    this.other = undefined;
    this.sounds = {};
    this.theirs = false;
    this.trouble = '';
    void this.load();
  }

  override render(): TemplateResult {
    return html`${bar('report')}
      <main data-testid="report" aria-busy=${this.grading && !isGrading(this.grading) ? 'false' : 'true'}>
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
    const { call } = report;
    const unheard = wasUnheard(report);
    const grade = unheard ? null : report.grade;
    const name = this.scenario?.persona.name.split(' ')[0] ?? '';
    if (call.ledBy !== undefined) {
      const around = [this.trouble, this.renderProgress(report), this.renderFoot(report)] as const;
      return swappedReport(report, call.ledBy, this.scenario, ...around);
    }
    return html`<header>
        <p class="soft small figures">
          ${this.scenario?.title ?? call.scenario} · ${when(call.startedAt)} · ${duration(call.length)}
          ${call.forkedFrom ? html` · taken again after turn ${call.forkedFrom.turn}` : nothing}
        </p>
        <h1 tabindex="-1">${report.ending?.text ?? 'The call has no ending yet.'}</h1>
        ${grade ? score(grade, call.frameworkTitle) : nothing}
        ${unheard ? nothingHeard(name) : this.renderProgress(report)}
        <cr-hand-in .session=${this.session} @theirs=${() => (this.theirs = true)}></cr-hand-in>
        ${this.trouble ? html`<p class="note" role="alert" data-testid="error">${this.trouble}</p>` : nothing}
      </header>
      ${grade ? wentWell(grade) : nothing}
      ${report.oneChange && grade ? this.renderOneChange(report.oneChange) : nothing}
      ${this.theirs ? nothing : rehearsal(report, name, (turn) => this.takeAgain(turn))}
      <section class="wide">
        <h2>The call, as ${name || 'the other side'} felt it</h2>
        <cr-picture
          data-testid="curve"
          .report=${report}
          .dimensions=${this.dimensions}
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
                .save=${(change: Change) => this.keep(change)}
              ></cr-criteria>
            </section>`
          : nothing
      }
      ${report.night ? night(report.night) : nothing}
      <section class="wide">
        <h2>From beginning to end</h2>
        <cr-player
          .report=${report}
          .name=${name}
          .dimensions=${this.dimensions}
          .sounds=${this.sounds}
        ></cr-player>
      </section>
      <section>
        <h2>What was said</h2>
        <cr-transcript
          .turns=${report.turns}
          .name=${name}
          .sounds=${this.sounds}
          .theirs=${this.theirs}
          .save=${(change: Change) => this.keep(change)}
          .session=${this.session}
          .dimensions=${this.dimensions}
          @take-again=${({ detail }: CustomEvent<{ turn: number; line: string }>) =>
            this.takeAgain(detail.turn, detail.line)}
        ></cr-transcript>
      </section>
      ${this.sounds.leader ? html`<cr-hear-again .session=${this.session}></cr-hear-again>` : nothing}
      ${delivery(report.delivery)} ${attempts(report)}
      <cr-family .session=${this.session}></cr-family>
      <cr-run-again .session=${this.session} .dimensions=${this.dimensions}></cr-run-again>
      ${sources(report.sources, call.frameworkTitle)} ${this.renderFoot(report)}`;
  }

  private renderProgress(report: Report): TemplateResult | typeof nothing {
    const { stage, done, of, message } = this.grading ?? report.grading;
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
        ${
          this.theirs
            ? nothing
            : html`<button
                class="primary"
                data-testid="retake"
                @click=${() => this.takeAgain(change.turn, change.try)}
              >
                Take it again from here
              </button>`
        }
        <button data-testid="ask-what-if" @click=${() => this.tryLine(change)}>
          See what would have become of it
        </button>
        <button class="quiet" @click=${() => this.jump(change.turn)}>See turn ${change.turn}</button>
      </p>
      ${
        this.other
          ? html`<cr-what-if
              .session=${this.session}
              .turn=${this.other.turn}
              .line=${this.other.line}
              .theirs=${this.theirs}
              .dimensions=${this.dimensions}
              @close=${() => (this.other = undefined)}
              @take-again=${(event: CustomEvent<{ turn: number; line: string }>) =>
                this.takeAgain(event.detail.turn, event.detail.line)}
            ></cr-what-if>`
          : nothing
      }
    </section>`;
  }

  /** The whole turn with the suggestion in its place, as the report's own figures were reckoned with. */
  private tryLine({ turn, instead, try: say }: OneChange): void {
    const said = this.report?.turns.find((line) => line.turn === turn)?.text ?? '';
    this.other = { turn, line: instead ? inPlaceOf(said, instead, say) : `${say} ${said}`.trim() };
  }

  private renderFoot(report: Report): TemplateResult {
    const { call, grade } = report;
    const text = transcriptFile(report, this.scenario?.persona.name.split(' ')[0]);
    const path = address(`/api/sessions/${encodeURIComponent(call.session)}`);
    const swapped = call.ledBy !== undefined;
    return html`<footer>
      <p class="actions">
        ${swapped ? seatAgain(this.scenario?.persona.name.split(' ')[0] ?? '', call.scenario) : nothing}
        ${callAgain(call.scenario, swapped)}
        <button @click=${() => window.print()}>Print or save as PDF</button>
        <a class="button" href=${text} download="${call.session}.txt">Transcript as text</a>
        ${savedSounds(call.session, this.sounds, !wasBroughtIn(call.engines))}
        <a class="button" href=${path} download="${call.session}-events.json">Export the session</a>
        <a class="button" href="${path}/report" download="${call.session}.json">Report as JSON</a>
        ${swapped ? nothing : statementsLink(path, call.session)}
        <button data-testid="delete" @click=${() => this.delete()}>Delete this call</button>
      </p>
      ${provenance({ call, grade })}
    </footer>`;
  }

  private jump(turn: number): void {
    this.transcript.show(turn);
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      // Both, or the call's title would stand there first as its id.
      const [report, known] = await Promise.all([
        request<Report>('GET', `${this.path}/report`),
        scenarios().catch(() => []),
      ]);
      const { scenario } = report.call;
      if (this.scenario?.id !== scenario) this.scenario = known.find(({ id }) => id === scenario);
      this.grading = report.grading;
      const drawn = JSON.stringify({ ...report, grading: '' });
      if (drawn !== this.drawn) this.report = { ...report, turns: withSpans(report.turns) };
      this.drawn = drawn;
      this.trouble = '';
      entitle(`Report: ${report.ending?.text ?? 'a call'}`);
      this.focusOnce();
      if (isGrading(report.grading)) this.poll();
    } catch (error) {
      if (error instanceof RequestError && error.status === STILL_ON_THE_LINE) {
        this.waiting = 'The call is still on; the report comes when it is over.';
        this.poll();
      } else {
        this.trouble = messageOf(error);
      }
    }
    if (this.report) await this.findSoundsOnce();
  }

  /** What was kept is whole when the report can be had: nothing comes to it later. */
  private async findSoundsOnce(): Promise<void> {
    const { session } = this;
    if (this.sounded === session) return;
    this.sounded = session;
    const sounds = await findSounds(session);
    if (this.session === session && (sounds.leader ?? sounds.persona)) this.sounds = sounds;
  }

  /** One goes on reading at the top, whoever looks and whoever listens. */
  private focusOnce(): void {
    if (this.focused === this.session) return;
    this.focused = this.session;
    goOnAt(() => this.heading);
  }

  private delete(): void {
    removeSessions([this.session]);
    go({ page: 'sessions' });
  }

  private poll(): void {
    if (this.isConnected) this.timer = setTimeout(() => void this.load(), POLL_MS);
  }

  private async gradeAgain(): Promise<void> {
    await this.attempt(() => request('POST', `${this.path}/grading`));
  }

  /** @throws RequestError where it is not kept; the form that asked keeps the text and says so */
  private async keep(change: Change): Promise<void> {
    await sendChange(this.path, change);
    if (change.kind === 'correct') this.note = 'The line was corrected; the call is graded again.';
    await this.load();
  }

  /** @param line what to try this time, shown while the phone rings */
  private async takeAgain(turn: number, line = ''): Promise<void> {
    this.trouble = '';
    try {
      const { scenario, resume, note } = await retake(this.session, Math.max(0, turn - 1));
      keepForResumption({
        scenario,
        resume,
        voice: 'server',
        from: { turn, line, last: lastWordsBefore(turn, this.report?.turns ?? []) },
        ...(note ? { note } : {}),
      });
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

  private get dimensions(): readonly Dimension[] {
    return this.scenario?.dimensions ?? NO_DIMENSIONS;
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
