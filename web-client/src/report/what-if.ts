import { LitElement, css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request } from '../api';
import type { Dimension, Feeling } from '../protocol/messages';
import { base } from '../style/base';
import { formStyles } from './forms';
import { steps } from './timeline';

/** One way the call goes, as the server plays it. */
interface Play {
  readonly curve: readonly { readonly turn: number; readonly at: number; readonly state: Feeling }[];
  readonly turns: readonly { readonly turn: number; readonly speaker: string; readonly text: string }[];
  readonly ending: { readonly id: string; readonly text: string } | null;
  readonly score: number;
}

export interface WhatIfAnswer {
  readonly turn: number;
  readonly said: string;
  readonly instead: string;
  readonly then: Play;
  readonly now: Play;
  readonly parts: string | null;
  readonly faithful: boolean;
  /** Whether the line as it was leads to where the call itself ended. */
  readonly asItWas: boolean;
  /** How the call itself ended. */
  readonly ended: { readonly id: string; readonly text: string } | null;
}

const WIDTH = 240;
const HEIGHT = 72;

/** One line of the call said otherwise, the same later lines behind it, and both ways beside each other. */
@customElement('cr-what-if')
export class WhatIf extends LitElement {
  static override styles = [
    base,
    formStyles,
    css`
      textarea {
        width: 100%;
        min-height: 6rem;
      }
      figcaption {
        margin-top: var(--space-1);
      }
      .curves + p {
        margin-top: var(--space-4);
      }
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
        gap: var(--space-5);
        margin-top: var(--space-5);
      }
      .ways > div {
        padding-top: var(--space-3);
        border-top: 2px dashed var(--line-strong);
      }
      .ways > .now {
        border-top: 2px solid var(--accent);
      }
      .score {
        font: 400 var(--step-3) / 1 var(--words);
      }
      .now .score {
        color: var(--accent);
      }
      .curves {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
        gap: var(--space-4);
        margin-top: var(--space-5);
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        border-bottom: 1px solid var(--line);
        overflow: visible;
      }
      polyline {
        fill: none;
        stroke: var(--accent);
        stroke-width: 2.25;
        vector-effect: non-scaling-stroke;
      }
      polyline.then {
        stroke: var(--ink-soft);
        stroke-dasharray: 5 4;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
      q {
        display: block;
        margin-top: var(--space-2);
      }
    `,
  ];

  @property() session = '';
  @property({ type: Number }) turn = 0;
  /** What is tried: filled in, and to be changed. */
  @property() line = '';
  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  @state() private answer: WhatIfAnswer | undefined;
  @state() private asking = false;
  @state() private trouble = '';
  private asked = 0;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('session') || changed.has('turn') || changed.has('line')) void this.ask(this.line);
  }

  override render(): TemplateResult {
    return html`<form data-testid="what-if" @submit=${(event: SubmitEvent) => this.submitted(event)}>
        <label>
          What you say in turn ${this.turn} instead
          <textarea name="line" maxlength="2000" required .value=${this.line}></textarea>
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
        ${this.renderWay('As said', answer.said, answer.then, answer.turn, 'then')}
        ${this.renderWay('With this line', answer.instead, answer.now, answer.turn, 'now')}
      </div>
      <div class="curves">
        ${this.shownDimensions(answer).map(({ id, label }) => this.renderCurve(id, label, answer))}
      </div>
      <p class="small soft">
        ${answer.parts ? '' : 'Nothing becomes other by it. '}The later lines are yours as they were, each
        when you said it; both ways are worded by the built-in understudy and scored by the built-in judge.
        ${answer.asItWas ? '' : `The call itself came to something else: ${answer.ended?.text ?? 'it never ended.'}`}
        ${answer.faithful ? '' : 'The prompts have been edited since that call: it is played as the other side is now.'}
      </p>
      <p class="actions">
        <button class="primary" data-testid="what-if-retake" @click=${() => this.takeAgain(answer)}>
          Take it again from here
        </button>
      </p>`;
  }

  private renderWay(title: string, said: string, play: Play, turn: number, kind: string): TemplateResult {
    const reply = play.turns.find((line) => line.turn > turn && line.speaker === 'persona')?.text;
    return html`<div class=${kind}>
      <h3>${title}</h3>
      <p class="figures"><span class="score">${play.score}</span> of 100</p>
      <p>${play.ending?.text ?? 'It comes to no ending.'}</p>
      <q>${said}</q>
      ${reply ? html`<p class="soft small">Answered: <q>${reply}</q></p>` : nothing}
    </div>`;
  }

  private shownDimensions(answer: WhatIfAnswer): readonly { id: string; label: string }[] {
    if (this.dimensions.length > 0) return this.dimensions;
    return Object.keys(answer.now.curve[0]?.state ?? {}).map((id) => ({ id, label: id }));
  }

  private renderCurve(id: string, label: string, { then, now }: WhatIfAnswer): TemplateResult {
    const length = Math.max(1, ...[...then.curve, ...now.curve].map(({ at }) => at));
    const points = ({ curve }: Play): string => steps(curve, id, { length, width: WIDTH, height: HEIGHT });
    const last = (play: Play): number => Math.round((play.curve.at(-1)?.state[id] ?? 0) * 100);
    return html`<figure>
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        role="img"
        aria-label="${label}: ${last(then)} at the end as it was, ${last(now)} with this line"
      >
        ${svg`<polyline class="then" points=${points(then)} /><polyline points=${points(now)} />`}
      </svg>
      <figcaption class="small figures">${label} ${last(then)} → <strong>${last(now)}</strong></figcaption>
    </figure>`;
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
