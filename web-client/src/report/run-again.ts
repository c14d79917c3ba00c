import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request, serverVoices, type Manner, type ServerVoice } from '../api';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { named } from '../views/voice-choice';
import { formStyles } from './forms';
import { ReplyPlayer } from './reply-player';
import { curves, way, waysStyles, type Way } from './ways';

interface Side {
  readonly moves: readonly string[];
  readonly world: readonly string[];
  readonly replies: readonly Reply[];
}

interface Reply {
  readonly act: string;
  readonly text: string;
  readonly manner: Manner;
  /** Who says it in the persona's place; empty where it is the persona. */
  readonly guest?: string;
}

/** A turn of the leader's, what came of it then, and what comes of it now. */
interface Aligned {
  readonly turn: number;
  readonly said: string;
  readonly then: Side | null;
  readonly now: Side | null;
  readonly differs: readonly string[];
}

export interface RunAnswer {
  readonly seed: number;
  readonly wordedBy: string;
  readonly edited: boolean;
  readonly then: Way;
  readonly now: Way;
  readonly first: { readonly turn: number; readonly what: string } | null;
  readonly turns: readonly Aligned[];
}

const WHAT: Readonly<Record<string, string>> = {
  said: 'what was said',
  heard: 'what was heard in it',
  felt: 'what it did to the other side',
  world: 'what happened',
  act: 'what was done about it',
  words: 'how it was worded',
  ending: 'how it ended',
};

/** The leader's turns as they were, with the other side as it is today: both beside each other. */
@customElement('cr-run-again')
export class RunAgain extends LitElement {
  static override styles = [
    base,
    formStyles,
    waysStyles,
    css`
      section {
        margin-top: var(--space-7);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-4);
        align-items: end;
        margin-top: var(--space-4);
      }
      form label {
        display: grid;
        gap: var(--space-1);
      }
      ol {
        margin-top: var(--space-5);
      }
      li {
        padding: var(--space-3) 0;
        border-top: 1px solid var(--line);
      }
      .voice {
        display: block;
        margin-top: var(--space-4);
      }
      li.first {
        border-top: 2px solid var(--accent);
      }
      .sides {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
        gap: var(--space-2) var(--space-5);
      }
    `,
  ];

  @property() session = '';
  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  @state() private answer: RunAnswer | undefined;
  @state() private running = false;
  @state() private trouble = '';
  @state() private voices: readonly ServerVoice[] = [];
  /** Whose voice replies are heard in; the first where none was chosen. */
  @state() private voice = '';
  private readonly player = new ReplyPlayer();
  private asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    // Without voices the words are there all the same.
    void serverVoices().then(
      (voices) => (this.voices = voices),
      () => undefined,
    );
  }

  override disconnectedCallback(): void {
    this.player.stop();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('session')) return;
    this.asked++;
    this.player.stop();
    this.answer = undefined;
    this.running = false;
    this.trouble = '';
  }

  override render(): TemplateResult {
    return html`<section data-testid="run-again">
      <h2>The same call today</h2>
      <p class="soft">
        Your turns as they were, each when you said it, with the other side as it is now: after its files were
        edited, with another seed, worded by somebody else, or heard in another voice. Nothing of it is kept.
      </p>
      <form @submit=${(event: SubmitEvent) => this.submitted(event)}>
        <label class="small"
          >Seed<input
            name="seed"
            inputmode="numeric"
            pattern="[0-9]{1,15}"
            title="up to 15 digits"
            placeholder="as it was"
        /></label>
        <label class="small"
          >Worded by<select name="by">
            <option value="now">whoever words calls now</option>
            <option value="understudy">the built-in understudy</option>
          </select></label
        >
        <button type="submit" ?disabled=${this.running}>Run it again</button>
      </form>
      ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
      <p class="soft" role="status">
        ${this.running ? 'Running the call again…' : this.answer ? 'The call has been run again: both are below.' : ''}
      </p>
      <div aria-busy=${this.running ? 'true' : 'false'}>
        ${this.answer && !this.running ? this.renderAnswer(this.answer) : nothing}
      </div>
    </section>`;
  }

  private renderAnswer(answer: RunAnswer): TemplateResult {
    const { first } = answer;
    return html`<div data-testid="run-answer">
      <div class="ways">
        ${way('As it was', answer.then, 'then', nothing)}
        ${way('Today', answer.now, 'now', html`<p class="small soft">Seed ${answer.seed}, ${answer.wordedBy}</p>`)}
      </div>
      ${curves(answer.then, answer.now, this.dimensions)}
      <p>
        ${
          first
            ? html`They first part ${first.turn === 0 ? 'before your first turn' : `at turn ${first.turn}`},
              in ${WHAT[first.what] ?? first.what}.`
            : 'They are the same in everything.'
        }
        ${answer.edited ? 'The files have been edited since that call.' : ''} Both are scored by the built-in
        judge, which may differ from the report’s grade.
      </p>
      ${this.renderVoices()}
      <ol>
        ${answer.turns.map((turn) => this.renderTurn(turn, first?.turn))}
      </ol>
    </div>`;
  }

  private renderTurn(turn: Aligned, first: number | undefined): TemplateResult {
    const said =
      turn.turn === 0 ? nothing : html`<p><span class="figures">${turn.turn}</span> ${turn.said}</p>`;
    if (turn.differs.length === 0) {
      return html`<li>
        ${said}
        <div class="soft">${this.renderSide(turn.now, true)}</div>
      </li>`;
    }
    return html`<li class=${turn.turn === first ? 'first' : ''}>
      ${said}
      <p class="small soft">Other: ${turn.differs.map((what) => WHAT[what] ?? what).join(', ')}</p>
      <div class="sides">
        <div>
          <h3 class="small">Then</h3>
          ${this.renderSide(turn.then, false)}
        </div>
        <div>
          <h3 class="small">Today</h3>
          ${this.renderSide(turn.now, true)}
        </div>
      </div>
    </li>`;
  }

  private renderVoices(): TemplateResult | typeof nothing {
    if (this.voices.length === 0) return nothing;
    return html`<label class="small voice"
      >Heard in the voice
      <select
        data-testid="run-voice"
        @change=${(event: Event) => (this.voice = (event.target as HTMLSelectElement).value)}
      >
        ${this.voices.map(
          (voice) =>
            html`<option value=${voice.id} ?selected=${voice.id === this.voice}>${named(voice)}</option>`,
        )}
      </select></label
    >`;
  }

  private renderSide(side: Side | null, today: boolean): TemplateResult {
    if (!side) return html`<p class="soft">It was over.</p>`;
    const did = [...side.moves, ...side.world];
    return html`${did.length > 0 ? html`<p class="small soft">${did.join(', ')}</p>` : nothing}
    ${side.replies.map(
      (reply) =>
        html`<p>
          ${reply.text}
          ${
            today && this.voices.length > 0
              ? html`<button
                  class="quiet small"
                  data-testid="hear-reply"
                  aria-label="Hear “${reply.text}”"
                  @click=${() => void this.hear(reply)}
                >
                  Hear
                </button>`
              : nothing
          }
        </p>`,
    )}`;
  }

  /** As the other side feels there, in whichever voice was chosen; a guest in another. */
  private async hear({ text, manner, guest = '' }: Reply): Promise<void> {
    this.trouble = '';
    try {
      await this.player.play(this.voice || (this.voices[0]?.id ?? ''), text, manner, guest !== '');
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const seed = form.get('seed');
    void this.run(typeof seed === 'string' ? seed.trim() : '', form.get('by') === 'understudy');
  }

  private async run(seed: string, understudy: boolean): Promise<void> {
    const mine = ++this.asked;
    this.player.stop();
    this.running = true;
    this.trouble = '';
    try {
      const path = `/api/sessions/${encodeURIComponent(this.session)}/runs`;
      const answer = await request<RunAnswer>('POST', path, {
        seed: seed === '' ? null : Number(seed),
        understudy,
      });
      if (mine === this.asked) this.answer = answer;
    } catch (error) {
      if (mine === this.asked) this.trouble = messageOf(error);
    } finally {
      if (mine === this.asked) this.running = false;
    }
  }
}
