import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallState } from '../call/call-state';
import type { Line, PersonaLine } from '../call/captions';
import { base } from '../style/base';

/** Near enough to the end to be taken along by new words. */
const AT_END_PX = 80;

/** What is said on both sides, large, the newest at the foot; what is past goes up and away. */
@customElement('cr-captions')
export class CaptionsView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
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
    `,
  ];

  @property({ attribute: false }) call!: CallState;
  @query('.scroll') private readonly scroller!: HTMLElement;
  private follows = true;

  override render(): TemplateResult {
    const { lines, hearing } = this.call;
    const seen = lines.filter((line) => line.speaker === 'leader' || shownText(line) !== '');
    const lastPersona = seen.findLastIndex((line) => line.speaker === 'persona');
    const lastLeader = hearing ? -1 : seen.findLastIndex((line) => line.speaker === 'leader');
    const newest = (i: number): boolean => i === lastPersona || i === lastLeader;
    // Reading along needs the keyboard too: the past is behind a scroll.
    return html`<div class="scroll" tabindex="0" role="log" aria-live="off" aria-label="What was said">
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
    </div>`;
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) return;
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.follows = scrollHeight - scrollTop - clientHeight < AT_END_PX;
  }

  protected override updated(): void {
    if (this.follows) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private renderLine(line: Line, newest: boolean, lastPersona: boolean, lastLeader: boolean): TemplateResult {
    const test = lastPersona ? 'caption-persona' : lastLeader ? 'caption-leader' : nothing;
    const name = this.call.scenario?.persona.name.split(' ')[0] ?? '';
    return html`<p class="line ${line.speaker} ${newest ? 'newest' : ''}" data-testid=${test}>
      <span class="who">${line.speaker === 'persona' ? name : 'You'}</span>${
        line.speaker === 'persona' ? this.renderPersona(line) : line.text
      }
    </p>`;
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
