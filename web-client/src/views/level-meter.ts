import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';

const BARS = 28;
/** Speech at a desk lies between −50 and −10 dB of full scale. */
const QUIET_DB = -52;
const LOUD_DB = -10;

/** How loud the microphone is, as a row of small bars. */
@customElement('cr-level-meter')
export class LevelMeter extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    .bars {
      display: flex;
      align-items: center;
      gap: 0.25rem;
      height: 3rem;
    }
    i {
      flex: 1;
      height: var(--height);
      border-radius: 2px;
      background: var(--line);
      transition: background-color 120ms;
    }
    i.on {
      background: var(--accent);
    }
    @media (forced-colors: active) {
      i {
        background: GrayText;
        forced-color-adjust: none;
      }
      i.on {
        background: Highlight;
      }
    }
  `;

  /** Root mean square, 0 to 1. */
  @property({ type: Number }) level = 0;

  override render(): TemplateResult {
    const share = loudness(this.level);
    return html`<div
      class="bars"
      role="meter"
      aria-label="Microphone level"
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(share * 100)}
    >
      ${Array.from({ length: BARS }, (_, i) => {
        const height = 18 + 82 * Math.sin((Math.PI * (i + 0.5)) / BARS) ** 2;
        return html`<i
          class=${i < share * BARS ? 'on' : ''}
          style=${styleMap({ '--height': `${height}%` })}
        ></i>`;
      })}
    </div>`;
  }
}

/** A level as a share of what speech spans, 0 to 1. */
export function loudness(level: number): number {
  const decibels = 20 * Math.log10(Math.max(level, 1e-6));
  return Math.max(0, Math.min(1, (decibels - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}
