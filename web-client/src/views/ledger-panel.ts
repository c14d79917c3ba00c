import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LedgerChange, LedgerLine } from '../call/ledger';
import { base } from '../style/base';

/** What a line did and how much; a name never parts from its figure. */
export const changeStyles = css`
  .what::first-letter {
    text-transform: uppercase;
  }
  .changes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  .changes > :not(.what) {
    white-space: nowrap;
  }
  .good {
    color: var(--accent);
  }
  .bad {
    color: var(--warn);
  }
`;

/** Each change of how the persona feels, as it happens: the leader's words, what they did, how much. Newest first. */
@customElement('cr-ledger')
export class LedgerPanel extends LitElement {
  static override styles = [
    base,
    changeStyles,
    css`
      /* A line that is on its way in from the side makes nothing scroll. */
      ol {
        display: grid;
        gap: var(--space-5);
        overflow-x: clip;
      }
      li {
        display: grid;
        gap: var(--space-1);
        animation: arrive 600ms var(--ease);
      }
      q {
        font: italic 400 var(--step-0) / 1.4 var(--words);
        quotes: '“' '”';
      }
      .what {
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      .wordless {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
        margin-top: calc(-1 * var(--space-3));
      }
      @keyframes arrive {
        from {
          opacity: 0;
          transform: translateX(1.5rem);
        }
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly LedgerLine[] = [];

  override render(): TemplateResult {
    if (this.lines.length === 0) {
      return html`<p class="small soft">What your words do stands here, as it happens.</p>`;
    }
    // The newest turn stands on top; within a turn, what the leader's words did comes before what followed from it.
    const numbered = this.lines
      .map((line, number) => ({ line, number }))
      .sort((a, b) => b.line.turn - a.line.turn || a.number - b.number);
    return html`<ol>
      ${repeat(
        numbered,
        ({ number }) => number,
        ({ line }) =>
          html`<li class=${line.quote ? '' : 'wordless'}>
            ${line.quote ? html`<q>${line.quote}</q>` : nothing}
            <p class="what">${line.what}</p>
            <p class="changes figures">${line.changes.map(renderChange)}</p>
          </li>`,
      )}
    </ol>`;
  }
}

/** One of the things that a line did, as it stands in whatever has {@link changeStyles}. */
export function renderChange({ label, points, good }: LedgerChange): TemplateResult {
  const sign = points > 0 ? '+' : '−';
  return html`<span>${label} <span class=${good ? 'good' : 'bad'}>${sign}${Math.abs(points)}</span></span>`;
}
