import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { RequestError, messageOf } from '../api';
import { base } from '../style/base';
import { sideBySide } from './differing';
import './spoken-turn';
import type { SpokenTurn } from './spoken-turn';
import * as studio from './studio-api';
import { studioStyles } from './studio-styles';

const LOOK_MS = 1000;
/** So many of the latest calls can be run again. */
const OFFERED = 8;

/** The draft held against what is in use: one turn, or whole calls. */
@customElement('cr-studio-trials')
export class StudioTrials extends LitElement {
  static override styles = [
    base,
    studioStyles,
    css`
      :host {
        display: grid;
        grid-template: none;
        gap: var(--space-6);
        min-height: 0;
      }
    `,
  ];

  @property({ attribute: false }) draft: studio.Draft = { file: '', text: '' };
  @property({ attribute: false }) calls: readonly studio.PastCall[] = [];
  @property({ attribute: false }) scenarios: readonly string[] = [];
  /** The language model that can word turns; empty where there is none. */
  @property() model = '';

  @query('cr-spoken-turn') private readonly spoken: SpokenTurn | null | undefined;
  /** Whether the language model words a turn that is tried, and whole calls: an hour of those is asked for by itself. */
  @state() private turnByModel = false;
  @state() private callsByModel = false;
  /** What the leader of the chosen call is to be called. */
  @state() private leader = '';
  @state() private scenario = '';
  @state() private session = '';
  @state() private behind = 1;
  @state() private words = '';
  @state() private both: { before: string; now: string } | undefined;
  @state() private busy = false;
  @state() private word = '';
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private run = '';
  /** From the press of the button until it is known what came of it. */
  @state() private running = false;
  @state() private unreachable = false;
  @state() private state: studio.Progress | undefined;

  private get played(): string {
    if (this.scenario) return this.scenario;
    return this.scenarios.find((id) => this.draft.file.includes(`/${id}/`)) ?? this.scenarios[0] ?? '';
  }

  private get itsCalls(): readonly studio.PastCall[] {
    return this.calls.filter((call) => call.scenario === this.played);
  }

  private get offered(): readonly studio.PastCall[] {
    return this.itsCalls.slice(0, OFFERED);
  }

  /** Only what is shown is sent: a file of another scenario has other calls. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft') && changed.get('draft')?.file !== this.draft.file) {
      this.scenario = '';
      this.both = undefined;
      this.spoken?.forget();
    }
    if (!this.itsCalls.some(({ session }) => session === this.session)) this.session = '';
    const chosen = this.offered.map(({ session }) => session).filter((session) => this.chosen.has(session));
    if (chosen.length < this.chosen.size) this.chosen = new Set(chosen);
  }

  override render(): TemplateResult {
    return html`<p role="alert">${this.word}</p>
      ${this.renderTurn()} ${this.renderRun()}`;
  }

  private renderTurn(): TemplateResult {
    const call = this.itsCalls.find(({ session }) => session === this.session);
    return html`<section aria-label="Try one turn">
      <h2>Try one turn</h2>
      <form class="row" @submit=${(event: Event) => void this.say(event)}>
        <label
          >Scenario
          <select @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
            ${this.scenarios.map((id) => html`<option .selected=${id === this.played}>${id}</option>`)}
          </select>
        </label>
        <label
          >In
          <select
            data-testid="in"
            @change=${(event: Event) => this.enter((event.target as HTMLSelectElement).value)}
          >
            <option value="" .selected=${this.session === ''}>a call that has just begun</option>
            ${this.itsCalls.map(
              ({ session, started }) =>
                html`<option value=${session} .selected=${session === this.session}>
                  ${new Date(started).toLocaleString()}
                </option>`,
            )}
          </select>
        </label>
        ${
          call
            ? html`<label
                >after turn
                <select
                  @change=${(event: Event) => (this.behind = Number((event.target as HTMLSelectElement).value))}
                >
                  ${call.turns.map((turn) => html`<option .selected=${turn === this.behind}>${turn}</option>`)}
                </select>
              </label>`
            : nothing
        }
        ${this.renderPlayer('word-by', this.turnByModel, (byModel) => (this.turnByModel = byModel))}
        <label class="wide"
          >The leader says
          <input
            data-testid="words"
            .value=${this.words}
            @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}
          />
        </label>
        <button data-testid="try" ?disabled=${this.busy || this.words.trim() === ''}>Try</button>
      </form>
      <cr-spoken-turn ?hidden=${!this.turnByModel}></cr-spoken-turn>
      <p class="about" role="status" data-testid="trying">
        ${this.busy && !this.turnByModel ? 'Being played …' : ''}
      </p>
      ${
        this.both
          ? html`${this.both.before === this.both.now ? html`<p>Both do the same.</p>` : nothing}
            ${sideBySide(
              { title: 'In use', text: this.both.before },
              { title: 'Edited', text: this.both.now },
            )}`
          : nothing
      }
    </section>`;
  }

  private renderRun(): TemplateResult {
    return html`<section aria-label="Run whole calls">
      <h2>Run whole calls</h2>
      <p class="about">
        With the prompts in use and with the edited ones${this.model ? '' : ', by the understudy'}. Without a
        chosen call the simulated leaders call, two times
        each${this.callsByModel ? '; with a language model that may take an hour' : ''}.
      </p>
      <div class="row">
        ${this.renderPlayer('run-by', this.callsByModel, (byModel) => (this.callsByModel = byModel))}
        ${this.offered.map(
          ({ session, started, score }) =>
            html`<label class="tick">
              <input
                type="checkbox"
                .checked=${this.chosen.has(session)}
                @change=${() => this.toggle(session)}
              />${new Date(started).toLocaleString()}${score === null ? '' : `, ${score}`}</label
            >`,
        )}
        <button data-testid="run" ?disabled=${this.running} @click=${() => void this.begin()}>Run</button>
      </div>
      ${this.chosen.size === 1 ? this.renderLeader() : nothing}
      <p role="status" data-testid="progress">${this.howFar}</p>
      ${
        this.state
          ? html`${
              this.state.page
                ? html`<iframe
                    title="Findings"
                    src=${studio.findingsOf(this.run)}
                    sandbox="allow-scripts"
                  ></iframe>`
                : this.state.text
                  ? html`<pre tabindex="0" role="region" aria-label="What came of it">
${this.state.text}</pre>`
                  : nothing
            }`
          : nothing
      }
    </section>`;
  }

  private renderLeader(): TemplateResult {
    return html`<form class="row" @submit=${(event: Event) => void this.makeLeader(event)}>
      <label
        >The leader of the chosen call, as a simulated leader called
        <input
          data-testid="leader"
          .value=${this.leader}
          placeholder="small-letters"
          pattern="[a-z][a-z0-9\\-]*"
          autocapitalize="off"
          @input=${(event: Event) => (this.leader = (event.target as HTMLInputElement).value)}
        />
      </label>
      <button data-testid="make-leader" ?disabled=${this.leader === ''}>Keep</button>
    </form>`;
  }

  private async makeLeader(event: Event): Promise<void> {
    event.preventDefault();
    const [session] = this.chosen;
    if (session === undefined) return;
    await this.tell(async () => {
      const file = await studio.makeLeader(session, this.leader);
      this.leader = '';
      this.dispatchEvent(new CustomEvent('kept', { detail: file }));
    });
  }

  /** Who words turns and calls; nothing to choose where there is nobody but the understudy. */
  private renderPlayer(
    id: string,
    byModel: boolean,
    choose: (byModel: boolean) => void,
  ): TemplateResult | typeof nothing {
    if (!this.model) return nothing;
    return html`<label
      >Worded by
      <select
        data-testid=${id}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value === 'model')}
      >
        <option value="understudy" .selected=${!byModel}>the understudy</option>
        <option value="model" .selected=${byModel}>${this.model}</option>
      </select>
    </label>`;
  }

  private get howFar(): string {
    if (this.unreachable) return 'The server cannot be reached; it is asked again.';
    if (!this.state) return this.running ? 'Being made ready …' : '';
    const { over, done, all } = this.state;
    if (!over) return `${done} of ${all} calls`;
    return done === all ? 'Played.' : 'It was not played to the end.';
  }

  private enter(session: string): void {
    this.session = session;
    this.behind = this.calls.find((call) => call.session === session)?.turns[0] ?? 1;
  }

  private choose(scenario: string): void {
    this.scenario = scenario;
    this.session = '';
    this.chosen = new Set();
  }

  private toggle(session: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(session)) chosen.add(session);
    this.chosen = chosen;
  }

  private async say(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
    const question = {
      scenario: this.played,
      session: this.session || null,
      after: this.session ? this.behind : 1,
      words: this.words,
    };
    // What a model said to another question is not to stand beside this one's answer.
    if (this.turnByModel) void this.spoken?.ask(this.draft, question);
    else this.spoken?.forget();
    await this.tell(async () => {
      this.both = await studio.tryTurn(this.draft, question);
    });
    this.busy = false;
  }

  private async begin(): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.state = undefined;
    await this.tell(async () => {
      this.run = await studio.run(this.draft, this.played, [...this.chosen], this.callsByModel);
      await this.look();
    });
    this.running = this.unreachable = false;
  }

  /** Asks until it is over: a server that is away for a moment again, one that knows of no such run only once. */
  private async look(): Promise<void> {
    while (this.isConnected && !this.state?.over) {
      try {
        this.state = await studio.progress(this.run);
        this.unreachable = false;
      } catch (error) {
        this.unreachable = error instanceof RequestError && error.status === 0;
        if (!this.unreachable) throw error;
      }
      if (!this.state?.over) await new Promise((again) => setTimeout(again, LOOK_MS));
    }
  }

  private async tell(work: () => Promise<void>): Promise<void> {
    this.word = '';
    try {
      await work();
    } catch (error) {
      this.word = messageOf(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-studio-trials': StudioTrials;
  }
}
