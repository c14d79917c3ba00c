import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallState } from '../call/call-state';
import type { Line, PersonaLine } from '../call/captions';
import { base } from '../style/base';
import { icon } from './icons';

/** Near enough to the end to be taken along by new words: so many pixels, and no more than a third of what is seen. */
const AT_END_PX = 80;
const AT_END_SHARE = 1 / 3;

/** What is said on both sides, large, the newest at the foot; what is past goes up and away. */
@customElement('cr-captions')
export class CaptionsView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: block;
        min-height: 0;
      }
      .scroll {
        height: 100%;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--line) transparent;
        mask-image: linear-gradient(transparent, #000 4.5rem);
      }
      .lines {
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        gap: var(--space-5);
        min-height: 100%;
        padding: 4.5rem var(--space-1) var(--space-4);
      }
      .line {
        font-family: var(--words);
        text-wrap: pretty;
        overflow-wrap: break-word;
        transition:
          font-size 400ms var(--ease),
          color 400ms;
      }
      .persona {
        font-size: var(--step-2);
        line-height: 1.32;
        color: var(--ink-faint);
      }
      .leader {
        padding-left: clamp(1.5rem, 14%, 6rem);
        font-size: var(--step-1);
        line-height: 1.45;
        color: var(--ink-faint);
        text-align: right;
      }
      .newest.persona {
        font-size: var(--step-3);
        line-height: 1.22;
        color: var(--ink);
      }
      .newest.leader {
        font-size: var(--step-2);
        line-height: 1.35;
        color: var(--ink-soft);
      }
      .leader .partial {
        color: var(--ink-faint);
      }
      .who {
        display: block;
        margin-bottom: var(--space-1);
        font: 500 var(--step--2) / 1.3 var(--plain);
        color: var(--ink-faint);
      }
      .cut {
        color: var(--accent);
      }
      .to-newest {
        position: absolute;
        right: 0;
        bottom: var(--space-2);
        background: var(--surface-high);
        box-shadow: var(--shadow);
      }
      .to-newest svg {
        width: 1.125rem;
        height: 1.125rem;
        rotate: 90deg;
      }
      :host([short]) .lines {
        gap: var(--space-2);
        padding-top: var(--space-2);
      }
      :host([short]) .scroll {
        mask-image: none;
      }
      :host([short]) .line {
        font-size: var(--step-0);
        line-height: 1.35;
      }
      :host([short]) .newest.persona {
        font-size: var(--step-1);
      }
      :host([short]) .who {
        display: inline;
        margin-right: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) call!: CallState;
  @query('.scroll') private readonly scroller!: HTMLElement;
  @query('.lines') private readonly lines!: HTMLElement;
  /** New words take the reader along, unless the reader has gone back to older ones. */
  @state() private follows = true;
  /** Where the words were left standing, in pixels from the top. */
  private left = 0;
  /** A keyboard that opens, a phone that is turned, a line that grows: none of them may leave the newest words behind. */
  private readonly resized =
    typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.follow());

  override disconnectedCallback(): void {
    this.resized?.disconnect();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { lines, hearing } = this.call;
    const seen = lines.filter((line) => line.speaker === 'leader' || shownText(line) !== '');
    const lastPersona = seen.findLastIndex((line) => line.speaker === 'persona');
    const lastLeader = hearing ? -1 : seen.findLastIndex((line) => line.speaker === 'leader');
    const newest = (i: number): boolean => i === lastPersona || i === lastLeader;
    // Reading along needs the keyboard too: the past is behind a scroll.
    return html`<div
        class="scroll"
        tabindex="0"
        role="log"
        aria-live="off"
        aria-label="What was said"
        @scroll=${() => this.scrolled()}
      >
        <div class="lines">
          ${repeat(seen, keyOf, (line, i) => this.renderLine(line, newest(i), i === lastPersona, i === lastLeader))}
          ${
            hearing && (hearing.text || hearing.settled)
              ? html`<p class="line leader newest" data-testid="caption-leader">
                  <span class="who">You</span>${hearing.settled}
                  <span class="partial">${hearing.text}</span>
                </p>`
              : nothing
          }
        </div>
      </div>
      ${this.follows ? nothing : html`<button class="to-newest" data-testid="to-newest" @click=${() => this.toNewest()}>Newest ${icon('send')}</button>`}`;
  }

  protected override firstUpdated(): void {
    this.resized?.observe(this.scroller);
    this.resized?.observe(this.lines);
  }

  protected override updated(): void {
    this.follow();
  }

  private follow(): void {
    if (!this.follows) return;
    // That the reader has gone back is told after it is done; a word that comes between must not take it back.
    if (this.scroller.scrollTop < this.left - this.near && !this.isAtEnd()) {
      this.follows = false;
      return;
    }
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.left = this.scroller.scrollTop;
  }

  private scrolled(): void {
    this.follows = this.isAtEnd();
    this.left = this.scroller.scrollTop;
  }

  private isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < this.near;
  }

  private get near(): number {
    return Math.min(AT_END_PX, this.scroller.clientHeight * AT_END_SHARE);
  }

  private toNewest(): void {
    this.follows = true;
    this.left = 0;
    this.follow();
    this.scroller.focus();
  }

  private renderLine(line: Line, newest: boolean, lastPersona: boolean, lastLeader: boolean): TemplateResult {
    const test = lastPersona ? 'caption-persona' : lastLeader ? 'caption-leader' : nothing;
    const name = this.call.scenario?.persona.name.split(' ')[0] ?? '';
    const newSpeaker = line.speaker === 'persona' ? this.newlyWordedBy(line) : undefined;
    return html`<p class="line ${line.speaker} ${newest ? 'newest' : ''}" data-testid=${test}>
      <span class="who"
        >${line.speaker === 'persona' ? (line.guest?.split(' ')[0] ?? name) : 'You'}${newSpeaker ? html` · ${newSpeaker}` : nothing}</span
      >${line.speaker === 'persona' ? this.renderPersona(line) : line.text}
    </p>`;
  }

  /** Who words this turn, where it is not who worded the one before. */
  private newlyWordedBy(line: PersonaLine): string | undefined {
    const earlier = this.call.lines.filter(
      (other): other is PersonaLine =>
        other.speaker === 'persona' && other.turn < line.turn && other.wordedBy !== undefined,
    );
    return line.wordedBy === earlier.at(-1)?.wordedBy ? undefined : line.wordedBy;
  }

  private renderPersona(line: PersonaLine): TemplateResult {
    return html`${shownText(line)}${
      line.cut
        ? html`<span class="cut" title="You cut in here"> —<span class="unseen"> cut off</span></span>`
        : nothing
    }`;
  }
}

function shownText(line: PersonaLine): string {
  return line.text.slice(0, line.shown);
}

function keyOf(line: Line): string {
  return `${line.speaker}${line.turn}`;
}
