import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { KeptFocus } from '../arriving';
import { minutesAndSeconds } from '../call/night';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { fieldOf, formStyles, rememberedName, rememberName } from './forms';
import type { ReportTurn } from './report';
import type { Change } from './change';
import { Saving, type Save } from './saving';
import type { Sounds } from './sounds';
import { TurnPlayer } from './turn-player';
import './what-if';

type Form = 'correct' | 'comment' | 'what-if';

/** Both sides' turns, as heard; the leader's lines can be corrected, a trainer can comment on any. */
@customElement('cr-transcript')
export class Transcript extends LitElement {
  static override styles = [
    base,
    formStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-2);
      }
      li {
        display: grid;
        grid-template-columns: 4.5rem minmax(0, 1fr);
        gap: 0 var(--space-4);
        padding: var(--space-3) var(--space-3) var(--space-2);
        margin: 0 calc(-1 * var(--space-3));
        border-radius: var(--radius);
        transition: background-color 600ms;
        scroll-margin: 30vh;
        break-inside: avoid;
      }
      li:focus {
        background: var(--accent-wash);
        outline: none;
      }
      .who {
        padding-top: 0.35em;
        font-size: var(--step--2);
        color: var(--ink-soft);
      }
      .who time {
        display: block;
      }
      .text {
        font: 400 var(--step-1) / 1.45 var(--words);
      }
      .persona .text {
        color: var(--ink-soft);
      }
      .unheard,
      del {
        color: var(--ink-soft);
      }
      .unclear {
        text-decoration: underline dotted var(--ink-soft);
        text-underline-offset: 0.3em;
      }
      .aside {
        margin-top: var(--space-1);
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      .comment {
        margin-top: var(--space-2);
        padding-left: var(--space-4);
        border-left: 2px solid var(--accent);
        font-size: var(--step--1);
      }
      .comment cite {
        font-style: normal;
        color: var(--ink-soft);
      }
      .trouble {
        color: var(--warn);
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
      }
      .tools button,
      .back {
        padding: 0;
        font-size: var(--step--2);
        text-decoration: underline;
        text-decoration-color: var(--line-strong);
        text-underline-offset: 0.25em;
      }
      @media (max-width: 36rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
        .who time {
          display: inline;
        }
      }
      @media (forced-colors: active) {
        .tools button,
        .back {
          padding: 0 var(--space-3);
        }
      }
      @media print {
        .tools,
        .back {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) turns: readonly ReportTurn[] = [];
  @property() name = '';
  /** Whose lines can be said otherwise; empty where none can. */
  @property() session = '';
  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  /** The call was somebody else's, who alone can take it again. */
  @property({ attribute: false }) theirs = false;
  @property({ attribute: false }) sounds: Sounds = {};
  @property({ attribute: false }) save: Save = () => Promise.resolve();
  @state() private playing: number | undefined;
  @state() private open: { readonly turn: number; readonly form: Form } | undefined;

  /** The turn whose comment was last to be taken back. */
  @state() private backOn: number | undefined;
  /** Where the last form was opened, or the last comment taken back, and which form that was. */
  private at = 0;
  private last: Form = 'comment';

  private readonly saving = new Saving(this);
  private readonly player = new TurnPlayer(() => (this.playing = undefined));

  constructor() {
    super();
    const find = (what: string) => this.renderRoot.querySelector<HTMLElement>(what);
    new KeptFocus(
      this,
      () =>
        find('form input:invalid, form textarea, cr-what-if') ??
        find(`#turn-${this.at} .tools [data-opens=${this.last}]`),
    );
  }

  override disconnectedCallback(): void {
    this.player.stop();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<ol>
      ${this.turns.map((turn) => this.renderTurn(turn))}
    </ol>`;
  }

  /** Goes to a turn and marks it. */
  show(turn: number): void {
    const item = this.renderRoot.querySelector<HTMLElement>(`#turn-${turn}`);
    item?.focus({ preventScroll: true });
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    item?.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'center' });
  }

  private renderTurn(turn: ReportTurn): TemplateResult {
    const mine = turn.speaker === 'leader';
    return html`<li id="turn-${turn.turn}" class=${turn.speaker} tabindex="-1">
      <p class="who figures">${whoSpoke(turn, this.name)} <time>${minutesAndSeconds(turn.at)}</time></p>
      <div>
        <p class="text">${withUnclear(turn)}${unheard(turn)}</p>
        ${
          turn.correctedFrom
            ? html`<p class="aside">
                ${turn.heardBy ? `Heard again by ${turn.heardBy}; in the call as` : 'Corrected; heard as'}
                <del>${turn.correctedFrom}</del>
              </p>`
            : nothing
        }
        ${turn.comments.map(
          (comment) =>
            html`<p class="comment">
              ${comment.text} <cite>${comment.by}</cite>
              <button
                class="quiet back"
                aria-label="Take it back: the comment of ${comment.by} on turn ${turn.turn}"
                @click=${() => this.takeBack(turn.turn, comment.id)}
              >
                Take it back
              </button>
            </p>`,
        )}
        ${this.backOn === turn.turn ? this.saving.notice : nothing}
        ${this.open?.turn === turn.turn ? this.renderOpen(turn, this.open.form) : this.renderTools(turn, mine)}
      </div>
    </li>`;
  }

  private renderTools(line: ReportTurn, mine: boolean): TemplateResult {
    const { turn } = line;
    return html`<p class="tools">
      ${this.renderPlay(line)}
      ${
        mine && !this.theirs
          ? html`<button
              class="quiet"
              data-opens="correct"
              aria-label="Correct what was heard in turn ${turn}"
              @click=${() => this.write(turn, 'correct')}
            >
              Correct what was heard
            </button>`
          : nothing
      }
      <button
        class="quiet"
        data-opens="comment"
        aria-label="Comment on turn ${turn}"
        @click=${() => this.write(turn, 'comment')}
      >
        Comment
      </button>
      ${
        mine && this.session !== ''
          ? html`<button
              class="quiet"
              data-testid="otherwise"
              data-opens="what-if"
              aria-label="What if turn ${turn} had been said otherwise"
              @click=${() => this.write(turn, 'what-if')}
            >
              What if
            </button>`
          : nothing
      }
      ${
        mine && !this.theirs
          ? html`<button
              class="quiet"
              aria-label="Take it again from here, turn ${turn}"
              @click=${() => this.takeAgain(turn)}
            >
              Take it again from here
            </button>`
          : nothing
      }
    </p>`;
  }

  private renderPlay(line: ReportTurn): TemplateResult | typeof nothing {
    const sound = this.sounds[line.speaker]?.url;
    if (sound === undefined || line.source === 'typed' || line.end <= line.at) return nothing;
    const playing = this.playing === line.turn;
    return html`<button
      class="quiet"
      aria-label=${playing ? 'Stop' : `Hear turn ${line.turn}`}
      @click=${() => (playing ? this.hush() : this.hear(sound, line))}
    >
      ${playing ? 'Stop' : 'Hear'}
    </button>`;
  }

  private hear(sound: string, { turn, at, end }: ReportTurn): void {
    this.playing = turn;
    this.player.play(sound, at, end);
  }

  private hush(): void {
    this.player.stop();
    this.playing = undefined;
  }

  private renderOpen(line: ReportTurn, form: Form): TemplateResult {
    if (form !== 'what-if') return this.renderForm(line, form);
    const { turn, text } = line;
    return html`<cr-what-if
      .session=${this.session}
      .turn=${turn}
      .draft=${text}
      .theirs=${this.theirs}
      .dimensions=${this.dimensions}
      @close=${() => (this.open = undefined)}
      @take-again=${(event: CustomEvent<{ turn: number; line: string }>) =>
        this.takeAgain(event.detail.turn, event.detail.line)}
    ></cr-what-if>`;
  }

  private renderForm(turn: ReportTurn, form: 'correct' | 'comment'): TemplateResult {
    const correct = form === 'correct';
    return html`<form @submit=${(event: SubmitEvent) => this.submit(event, turn.turn, form)}>
      ${
        correct
          ? nothing
          : html`<label
              >Your name <input name="by" required maxlength="80" .value=${rememberedName()}
            /></label>`
      }
      <label>
        ${correct ? 'What you really said' : 'Comment'}
        <textarea
          name="text"
          required
          maxlength="2000"
          rows="3"
          .value=${correct ? turn.text : ''}
        ></textarea>
      </label>
      ${this.saving.actions(correct ? 'Correct and grade again' : 'Leave the comment', () => (this.open = undefined))}
    </form>`;
  }

  private submit(event: SubmitEvent, turn: number, form: 'correct' | 'comment'): void {
    event.preventDefault();
    const text = fieldOf(event, 'text');
    const change: Change =
      form === 'correct'
        ? { kind: 'correct', turn, text }
        : { kind: 'comment', turn, text, by: rememberName(fieldOf(event, 'by')) };
    void this.saving.run(
      () => this.save(change),
      () => (this.open = undefined),
    );
  }

  private write(turn: number, form: Form): void {
    this.saving.forget();
    this.backOn = undefined;
    this.at = turn;
    this.last = form;
    this.open = { turn, form };
  }

  private takeBack(turn: number, comment: number): void {
    this.open = undefined;
    this.at = this.backOn = turn;
    this.last = 'comment';
    void this.saving.run(
      () => this.save({ kind: 'comment-back', turn, comment }),
      () => (this.backOn = undefined),
      'The comment is still there; try again.',
    );
  }

  private takeAgain(turn: number, line = ''): void {
    this.dispatchEvent(new CustomEvent('take-again', { detail: { turn, line } }));
  }
}

/** Words that the recogniser was unsure of are marked: they prove nothing against the leader. */
function withUnclear({ text, unclear }: ReportTurn): (string | TemplateResult)[] {
  const unsure = new Set(unclear.map((word) => word.toLowerCase()));
  return text
    .split(/(\s+)/)
    .map((word) =>
      unsure.has(word.toLowerCase().replace(/[^\p{L}\p{N}']/gu, ''))
        ? html`<span class="unclear" title="The recogniser was unsure of this word">${word}</span>`
        : word,
    );
}

function whoSpoke({ speaker, guest }: ReportTurn, persona: string): string {
  if (speaker === 'leader') return guest ? `You to ${guest}` : 'You';
  return guest ?? persona;
}

function unheard({ text, meant, interrupted, speaker }: ReportTurn): TemplateResult | typeof nothing {
  if (!interrupted && !meant) return nothing;
  const rest = meant?.startsWith(text) ? meant.slice(text.length) : '';
  const title = speaker === 'leader' ? 'You were cut in on here' : 'Cut off here: the rest was never heard';
  return html`<span class="unheard" title=${title}>
    — <span class="unseen">${title}. </span>${rest && html`<del>${rest.trim()}</del>`}</span
  >`;
}
