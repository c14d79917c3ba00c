import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { minutesAndSeconds } from '../call/night';
import { base } from '../style/base';
import type { Report } from './report';
import { moments, turnAt } from './timeline';

/** The words of the call with its moves and events, in step with the player; a line goes to its moment. */
@customElement('cr-player-words')
export class PlayerWords extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      ol {
        max-height: 18rem;
        margin: var(--space-4) 0 0;
        padding: var(--space-1);
        list-style: none;
        overflow-y: auto;
        scrollbar-width: thin;
        scrollbar-color: var(--line-strong) transparent;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      button {
        display: grid;
        grid-template-columns: 3.25rem 1fr;
        gap: var(--space-2);
        width: 100%;
        min-height: var(--touch);
        padding: var(--space-2) var(--space-3);
        border: 0;
        border-radius: calc(var(--radius) / 2);
        background: none;
        color: var(--ink);
        font: 400 var(--step-0) / 1.4 var(--words);
        text-align: start;
        white-space: normal;
      }
      button:focus-visible {
        border-radius: calc(var(--radius) / 2);
      }
      button[aria-current='true'] {
        background: var(--surface-high);
        box-shadow: inset 3px 0 0 var(--accent);
      }
      time,
      strong {
        font: 600 var(--step--2) / 1.6 var(--plain);
      }
      time {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .mark {
        padding: 0 var(--space-3) var(--space-2) calc(3.25rem + var(--space-5));
        color: var(--ink-soft);
        font: 400 var(--step--1) / 1.4 var(--plain);
      }
      .mark.trap {
        color: var(--warn);
      }
    `,
  ];

  @property({ attribute: false }) report!: Report;
  @property() name = '';
  /** Where the player is, in milliseconds of session time. */
  @property({ attribute: false }) at = 0;
  /** Whether the list follows by itself. */
  @property({ type: Boolean }) follows = false;

  private get current(): number | undefined {
    return turnAt(this.report.turns, this.at)?.turn;
  }

  override render(): TemplateResult {
    const current = this.current;
    return html`<ol aria-label="Words, moves and events in step" tabindex="0">
      ${moments(this.report.turns, this.report.marks).map(({ at, turn, mark }) =>
        mark
          ? html`<li class="mark ${mark.kind}">
              ${mark.kind === 'world' ? html`<time>${minutesAndSeconds(at)}</time> ` : nothing}${mark.label}
            </li>`
          : html`<li>
              <button
                data-turn=${turn.turn}
                aria-current=${turn.turn === current ? 'true' : 'false'}
                @focus=${(event: FocusEvent) => wholly(event.currentTarget as HTMLElement)}
                @click=${() => this.dispatchEvent(new CustomEvent('go-to', { detail: at }))}
              >
                <time>${minutesAndSeconds(at)}</time>
                <span
                  ><strong
                    >${turn.speaker === 'leader' ? 'You' : (turn.guest ?? (this.name || 'Other side'))}</strong
                  >
                  ${turn.text || html`<span class="soft">Nothing of it was heard.</span>`}</span
                >
              </button>
            </li>`,
      )}
    </ol>`;
  }

  protected override shouldUpdate(changed: Map<PropertyKey, unknown>): boolean {
    // The clock moves sixty times a second, the words now and then.
    if (changed.size > 1 || !changed.has('at')) return true;
    return turnAt(this.report.turns, changed.get('at') as number)?.turn !== this.current;
  }

  protected override updated(): void {
    if (!this.follows) return;
    const list = this.renderRoot.querySelector('ol');
    const line = this.renderRoot.querySelector<HTMLElement>('[aria-current="true"]');
    if (list && line) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 3;
  }
}

/** Firefox is content where a part of what is tabbed to can be seen. */
function wholly(line: HTMLElement): void {
  line.scrollIntoView({ block: 'nearest' });
}
