import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messageOf } from '../api';
import { base } from '../style/base';
import * as studio from './studio-api';
import { studioStyles } from './studio-styles';

/** What one version of the prompts has brought a language model to say so far. */
interface Turn {
  readonly text: string;
  readonly refused: readonly { readonly sentence: string; readonly reason: string }[];
  readonly speaker?: string;
  readonly note?: string;
}

const SILENT: Turn = { text: '', refused: [] };

const heard = (turn: Turn, spoken: studio.Spoken): Turn => {
  if ('text' in spoken) return { ...turn, text: turn.text + spoken.text };
  if ('refused' in spoken) {
    return { ...turn, refused: [...turn.refused, { sentence: spoken.refused, reason: spoken.reason }] };
  }
  return { ...turn, speaker: spoken.speaker, note: spoken.note };
};

/** One turn worded by a language model with two versions of the prompts, both as they come, beside each other. */
@customElement('cr-spoken-turn')
export class SpokenTurn extends LitElement {
  static override styles = [
    base,
    studioStyles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      blockquote {
        min-height: 4.5em;
        margin: 0;
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
      }
    `,
  ];

  @state() private turns: Readonly<Record<studio.Side, Turn>> | undefined;
  @state() private word = '';
  private asked: AbortController | undefined;

  override disconnectedCallback(): void {
    this.forget();
    super.disconnectedCallback();
  }

  /** What was said is taken away, and what is being said is not waited for. */
  forget(): void {
    this.asked?.abort();
    this.asked = undefined;
    this.turns = undefined;
    this.word = '';
  }

  /** Asks both and shows what they say; over when both have ended. */
  async ask(draft: studio.Draft, question: studio.Question): Promise<void> {
    this.forget();
    const asked = (this.asked = new AbortController());
    this.turns = { before: SILENT, now: SILENT };
    this.word = 'Being worded …';
    let word = '';
    try {
      for await (const spoken of studio.words(draft, question, asked.signal)) {
        if (this.asked !== asked) return;
        this.turns = { ...this.turns, [spoken.side]: heard(this.turns[spoken.side], spoken) };
      }
    } catch (error) {
      word = messageOf(error);
    }
    if (this.asked === asked) this.word = word;
  }

  override render(): TemplateResult {
    return html`<p class="about" role="status" data-testid="wording">${this.word}</p>
      ${
        this.turns
          ? html`<div class="both" data-testid="spoken">
              ${this.renderTurn('In use', this.turns.before)} ${this.renderTurn('Edited', this.turns.now)}
            </div>`
          : nothing
      }`;
  }

  private renderTurn(title: string, turn: Turn): TemplateResult {
    return html`<div>
      <h3>${title}${turn.speaker ? `, worded by ${turn.speaker}` : ''}</h3>
      <blockquote>${turn.text}</blockquote>
      ${turn.note ? html`<p class="about">${turn.note}</p>` : nothing}
      ${turn.refused.map(
        ({ sentence, reason }) => html`<p class="about">Left out: «${sentence}» (${reason})</p>`,
      )}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-spoken-turn': SpokenTurn;
  }
}
