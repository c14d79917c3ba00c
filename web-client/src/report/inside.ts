import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf } from '../api';
import { base } from '../style/base';
import { insideOf, type Inside, type InsideEntry } from '../swap/swap-api';
import { changeStyles } from '../views/ledger-panel';
import type { Report } from './report';

/** What a line has to be worth, of 1, to be named as the best or the worst. */
const LEAST = 0.02;

/** A call from the inside: each of the leader's lines, what was heard in it and what it did to the persona as written. */
@customElement('cr-inside')
export class InsideView extends LitElement {
  static override styles = [
    base,
    changeStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-6);
      }
      li {
        display: grid;
        gap: var(--space-3);
      }
      .entry {
        display: grid;
        gap: var(--space-2);
        padding-left: var(--space-4);
        border-left: 3px solid var(--line);
      }
      .helped {
        border-color: var(--accent);
      }
      .hurt {
        border-color: var(--warn);
      }
      .words {
        font: 400 var(--step-1) / 1.4 var(--words);
        overflow-wrap: anywhere;
      }
      .happened {
        font-style: italic;
        color: var(--ink-soft);
      }
      .reply {
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(5rem, max-content) max-content minmax(0, 1fr);
        gap: var(--space-1) var(--space-4);
        font-size: var(--step--1);
      }
      dl div {
        display: contents;
      }
      .most {
        margin-bottom: var(--space-5);
      }
      @media (max-width: 30rem) {
        dl {
          grid-template-columns: 1fr max-content;
        }
        .because {
          grid-column: 1 / -1;
          margin-bottom: var(--space-2);
        }
      }
    `,
  ];

  @property({ attribute: false }) report: Report | undefined;
  @property() name = '';
  @state() private inside: Inside | undefined;
  @state() private trouble = '';
  private asked = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    const session = this.report?.call.session ?? '';
    if (changed.has('report') && session !== '' && session !== this.asked) void this.load(session);
  }

  override render(): TemplateResult {
    if (this.trouble) {
      return html`<p role="alert" data-testid="error">${this.trouble}</p>
        <p><button data-testid="again" @click=${() => void this.load(this.asked)}>Try again</button></p>`;
    }
    if (!this.inside) return html`<p class="soft" role="status">One moment…</p>`;
    const opening = this.report?.turns.find(({ speaker, turn }) => speaker === 'persona' && turn === 1)?.text;
    const { entries } = this.inside;
    const silent = !entries.some(({ kind }) => kind === 'line');
    return html`${silent ? html`<p data-testid="nothing-said">Nothing was said by the leader.</p>` : this.renderMost(entries)}
      <ol>
        ${opening ? html`<li tabindex="-1" data-turn="1">${this.renderAnswer(opening)}</li>` : nothing}
        ${entries.map(
          (entry) =>
            html`<li tabindex="-1" data-turn=${entry.turn || nothing}>${this.renderEntry(entry)}</li>`,
        )}
      </ol>`;
  }

  /** The line that did most good, and the one that did most harm. */
  private renderMost(entries: readonly InsideEntry[]): TemplateResult | typeof nothing {
    const lines = entries.filter(({ kind, worth }) => kind === 'line' && Math.abs(worth) >= LEAST);
    const sorted = [...lines].sort((a, b) => b.worth - a.worth);
    const [best, worst] = [sorted[0], sorted.at(-1)];
    return html`<div class="most">
      ${best && best.worth > 0 ? html`<p>What did ${this.name} most good: <q>${best.text}</q></p>` : nothing}
      ${worst && worst.worth < 0 ? html`<p>What did ${this.name} most harm: <q>${worst.text}</q></p>` : nothing}
    </div>`;
  }

  private renderEntry(entry: InsideEntry): TemplateResult {
    const { kind, text, heard, changes, worth, answer } = entry;
    const points = Math.round(100 * worth);
    const how = points > 0 ? 'helped' : points < 0 ? 'hurt' : '';
    return html`<div class="entry ${how}" data-testid="inside-entry">
        <p class=${kind === 'line' ? 'words' : 'happened'}>
          ${kind === 'line' ? html`<q>${text}</q>` : text}
        </p>
        ${
          heard.length > 0
            ? html`<p class="small soft">
                ${this.name} ${[...new Set(heard.map(({ what }) => what))].join(', ')}
              </p>`
            : nothing
        }
        ${changes.length > 0 ? renderChanges(changes) : html`<p class="small soft">It moves nothing.</p>`}
      </div>
      ${answer ? this.renderAnswer(answer) : nothing}`;
  }

  private renderAnswer(words: string): TemplateResult {
    return html`<p class="reply small">You, as ${this.name}: <q>${words}</q></p>`;
  }

  /** @param turn of either side; what has none of its own stands under the leader's before it */
  show(turn: number): void {
    const entries = [...this.renderRoot.querySelectorAll<HTMLElement>('li[data-turn]')];
    const entry = entries.findLast(({ dataset }) => Number(dataset.turn) <= turn);
    entry?.scrollIntoView({ block: 'center' });
    entry?.focus({ preventScroll: true });
  }

  private async load(session: string): Promise<void> {
    this.asked = session;
    this.trouble = '';
    try {
      this.inside = await insideOf(session);
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }
}

function renderChanges(changes: InsideEntry['changes']): TemplateResult {
  return html`<dl class="figures">
    ${changes.map(
      ({ label, from, to, better, because }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>
            ${hundredths(from)} to
            <span class=${hundredths(from) === hundredths(to) ? '' : better ? 'good' : 'bad'}
              >${hundredths(to)}</span
            >
          </dd>
          <dd class="because soft">
            ${because.map(({ what, amount }) => `${what} ${signed(amount)}`).join(', ')}
          </dd>
        </div>`,
    )}
  </dl>`;
}

function hundredths(value: number): number {
  return Math.round(100 * value);
}

function signed(amount: number): string {
  const points = hundredths(amount);
  return points < 0 ? `−${Math.abs(points)}` : `+${points}`;
}
