import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { inWords } from '../call/feeling';
import type { Dimension, Feeling } from '../protocol/messages';
import { base } from '../style/base';

/** How the persona feels, for those who read rather than look: a scale for each dimension, with words. */
@customElement('cr-meters')
export class Meters extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: var(--space-4);
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--space-3);
        font-size: var(--step--1);
      }
      .word {
        color: var(--ink-soft);
      }
      .scale {
        position: relative;
        height: 1.25rem;
      }
      .scale::before,
      .span {
        content: '';
        position: absolute;
        top: 50%;
        height: 1px;
        background: var(--line-strong);
        opacity: 0.6;
      }
      .scale::before {
        inset-inline: 0;
      }
      .span {
        left: min(var(--from), var(--to));
        width: max(var(--to) - var(--from), var(--from) - var(--to));
        height: 3px;
        margin-top: -1px;
        border-radius: 2px;
        background: var(--accent);
        opacity: 0.55;
        transition:
          left 700ms var(--ease),
          width 700ms var(--ease);
      }
      .mark {
        position: absolute;
        top: 50%;
        left: var(--to);
        width: 0.75rem;
        height: 0.75rem;
        margin: -0.375rem 0 0 -0.375rem;
        border-radius: 50%;
        background: var(--accent);
        transition: left 700ms var(--ease);
      }
      :host([compact]) ul {
        grid-template-columns: repeat(auto-fit, minmax(6.25rem, 1fr));
        gap: var(--space-2) var(--space-3);
      }
      :host([compact]) .name {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        font-size: var(--step--2);
        line-height: 1.25;
      }
      :host([compact]) li {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
      }
      /* A word that is cut off says nothing: where there is little room the lines stand closer. */
      @media (max-height: 40rem) {
        :host([compact]) ul {
          row-gap: var(--space-1);
        }
        :host([compact]) .name {
          line-height: 1.1;
        }
      }
      :host([compact]) .scale {
        height: 0.75rem;
      }
      :host([compact]) .mark {
        width: 0.5rem;
        height: 0.5rem;
        margin: -0.25rem 0 0 -0.25rem;
      }
      @media (forced-colors: active) {
        .scale::before {
          background: GrayText;
        }
        .span,
        .mark {
          background: Highlight;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  @property({ attribute: false }) feeling: Feeling = {};
  /** How the persona felt before the last change: the scale shows the way from there. */
  @property({ attribute: false }) previous: Feeling = {};
  /** Small, several beside each other. */
  @property({ type: Boolean, reflect: true }) compact = false;

  override render(): TemplateResult {
    return html`<ul>
      ${this.dimensions.map((dimension) => this.renderScale(dimension))}
    </ul>`;
  }

  private renderScale(dimension: Dimension): TemplateResult {
    const value = this.feeling[dimension.id] ?? 0;
    const before = this.previous[dimension.id] ?? value;
    const word = inWords(dimension, value);
    const places = styleMap({ '--from': percent(before), '--to': percent(value) });
    return html`<li>
      <p class="name" aria-hidden="true"><span>${dimension.label}</span><span class="word">${word}</span></p>
      <div
        class="scale"
        role="meter"
        aria-label=${dimension.label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(value * 100)}
        aria-valuetext=${word}
        data-testid="state-${dimension.id}"
        title="${dimension.label}: ${word} (${Math.round(value * 100)} of 100)"
        style=${places}
      >
        <span class="span"></span><span class="mark"></span>
      </div>
    </li>`;
  }
}

function percent(value: number): string {
  return `${Math.round(value * 1000) / 10}%`;
}
