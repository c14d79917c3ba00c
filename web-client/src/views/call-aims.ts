import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { aims, type Aims } from '../api';
import { prefer, preferences } from '../call/preferences';
import { base } from '../style/base';

const CHOICES = [
  { test: false, label: 'Practice', what: 'You see what is asked of you, and what your words do.' },
  { test: true, label: 'Test', what: 'Both stay hidden until the report.' },
] as const;

/** Whether the call is practice or a test; in practice, what it asks of the leader. */
@customElement('cr-call-aims')
export class CallAims extends LitElement {
  static override styles = [
    base,
    css`
      fieldset {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-2);
        min-height: var(--touch);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        cursor: pointer;
      }
      label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-wash);
        font-weight: 600;
      }
      input {
        flex: none;
        width: 1.25rem;
        min-height: 1.25rem;
        accent-color: var(--accent);
        scroll-margin-block: var(--foot, 0);
      }
      .what {
        margin-top: var(--space-2);
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      ol {
        display: grid;
        gap: var(--space-1);
        margin-top: var(--space-3);
        padding-left: 1.4em;
        list-style: decimal;
      }
      li::marker {
        color: var(--ink-soft);
      }
      @media (forced-colors: active) {
        label:has(:checked) {
          border-width: 3px;
        }
      }
    `,
  ];

  /** Id of the scenario. */
  @property() scenario = '';
  @state() private test = preferences().test ?? false;
  @state() private found: Aims | undefined;
  @state() private trouble = '';

  override render(): TemplateResult {
    return html`<fieldset>
        <legend class="unseen">What this call is for</legend>
        ${CHOICES.map(
          ({ test, label }) =>
            html`<label>
              <input
                type="radio"
                name="for"
                data-testid=${test ? 'for-test' : 'for-practice'}
                .checked=${test === this.test}
                @change=${() => this.choose(test)}
              />
              ${label}
            </label>`,
        )}
      </fieldset>
      <p class="what">${CHOICES.find(({ test }) => test === this.test)?.what}</p>
      ${this.test ? nothing : this.renderAims()}`;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('scenario') && this.scenario !== '') void this.load();
  }

  private renderAims(): TemplateResult | typeof nothing {
    if (this.trouble !== '') return html`<p class="what" role="status">${this.trouble}</p>`;
    if (!this.found) return nothing;
    return html`<ol data-testid="aims" aria-label="What ${this.found.framework} asks of you">
      ${this.found.moves.map((move) => html`<li>${move}</li>`)}
    </ol>`;
  }

  private async load(): Promise<void> {
    try {
      this.found = await aims(this.scenario);
      this.trouble = '';
    } catch {
      this.trouble = 'What is asked of you could not be fetched; it stands in the report as well.';
    }
  }

  private choose(test: boolean): void {
    this.test = test;
    prefer({ test });
  }
}
