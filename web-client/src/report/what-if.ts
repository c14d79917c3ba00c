import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request } from '../api';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { formStyles } from './forms';
import { curves, way, waysStyles, type Way } from './ways';

export interface WhatIfAnswer {
  readonly turn: number;
  readonly said: string;
  readonly instead: string;
  readonly then: Way;
  readonly now: Way;
  readonly parts: string | null;
  readonly faithful: boolean;
  /** Whether the line as it was leads to where the call itself ended. */
  readonly asItWas: boolean;
  /** How the call itself ended. */
  readonly ended: { readonly id: string; readonly text: string } | null;
}

/** What the call itself came to where that is not what became of the line as it was. */
function cameTo(answer: WhatIfAnswer): string {
  if (!answer.ended) {
    return 'The call itself never ended.';
  }
  return answer.ended.id === answer.then.ending?.id
    ? 'The call itself ended alike, with other feelings.'
    : `The call itself came to something else: ${answer.ended.text}`;
}

/** One line of the call said otherwise, the same later lines behind it, and both ways beside each other. */
@customElement('cr-what-if')
export class WhatIf extends LitElement {
  static override styles = [
    base,
    formStyles,
    waysStyles,
    css`
      textarea {
        width: 100%;
        min-height: 6rem;
        max-height: 60vh;
        field-sizing: content;
      }
      figcaption {
        margin-top: var(--space-1);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
    `,
  ];

  @property() session = '';
  @property({ type: Number }) turn = 0;
  /** What is tried at once: filled in, and to be changed. */
  @property() line = '';
  /** What is filled in to be written over, and tried once it has been. */
  @property() draft = '';
  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  /** The call was somebody else's, who alone can take it again. */
  @property({ attribute: false }) theirs = false;
  @state() private answer: WhatIfAnswer | undefined;
  @state() private asking = false;
  @state() private trouble = '';
  private asked = 0;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('session') || changed.has('turn') || changed.has('line')) void this.ask(this.line);
  }

  /** What is to be written over has it: the host by itself takes none. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('textarea')?.focus(options);
  }

  override render(): TemplateResult {
    return html`<form data-testid="what-if" @submit=${(event: SubmitEvent) => this.submitted(event)}>
        <label>
          What you say in turn ${this.turn} instead
          <textarea name="line" maxlength="2000" required .value=${this.line || this.draft}></textarea>
        </label>
        <p class="actions">
          <button class="primary" type="submit" ?disabled=${this.asking}>See what becomes of it</button>
          <button class="quiet" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>
            Close
          </button>
        </p>
        ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
      </form>
      <div role="status" aria-busy=${this.asking ? 'true' : 'false'}>
        ${this.asking && !this.answer ? html`<p class="soft">Playing the call both ways…</p>` : nothing}
        ${this.answer ? this.renderAnswer(this.answer) : nothing}
      </div>`;
  }

  private renderAnswer(answer: WhatIfAnswer): TemplateResult {
    return html`<div class="ways" data-testid="what-if-answer">
        ${way('As said', answer.then, 'then', answered(answer.said, answer.then, answer.turn))}
        ${way('With this line', answer.now, 'now', answered(answer.instead, answer.now, answer.turn))}
      </div>
      ${curves(answer.then, answer.now, this.dimensions)}
      <p class="small soft">
        ${answer.parts ? '' : 'Nothing becomes other by it. '}The later lines are yours as they were, each
        when you said it; both ways are worded by the built-in understudy and scored by the built-in judge.
        ${answer.asItWas ? '' : cameTo(answer)}
        ${answer.faithful ? '' : 'The prompts have been edited since that call: it is played as the other side is now.'}
      </p>
      ${
        this.theirs
          ? nothing
          : html`<p class="actions">
              <button class="primary" data-testid="what-if-retake" @click=${() => this.takeAgain(answer)}>
                Take it again from here
              </button>
            </p>`
      }`;
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const line = new FormData(event.target as HTMLFormElement).get('line');
    if (typeof line === 'string' && line.trim() !== '') void this.ask(line.trim());
  }

  private async ask(line: string): Promise<void> {
    if (this.session === '' || this.turn === 0 || line === '') return;
    const mine = ++this.asked;
    this.asking = true;
    this.trouble = '';
    try {
      const path = `/api/sessions/${encodeURIComponent(this.session)}/what-if`;
      const answer = await request<WhatIfAnswer>('POST', path, { turn: this.turn, text: line });
      if (mine === this.asked) this.answer = answer;
    } catch (error) {
      if (mine === this.asked) this.trouble = messageOf(error);
    } finally {
      if (mine === this.asked) this.asking = false;
    }
  }

  private takeAgain({ turn, instead }: WhatIfAnswer): void {
    this.dispatchEvent(new CustomEvent('take-again', { detail: { turn, line: instead } }));
  }
}

function answered(said: string, play: Way, turn: number): TemplateResult {
  const reply = play.turns.find((line) => line.turn > turn && line.speaker === 'persona')?.text;
  return html`<q>${said}</q> ${reply ? html`<p class="soft small">Answered: <q>${reply}</q></p>` : nothing}`;
}
