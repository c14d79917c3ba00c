import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CallState } from '../call/call-state';
import type { LatencyStages } from '../protocol/messages';
import { base } from '../style/base';

const STAGES: readonly (readonly [keyof LatencyStages, string])[] = [
  ['endOfTurn', 'end of turn'],
  ['recognised', 'words'],
  ['appraised', 'weighed'],
  ['firstWord', 'first word'],
  ['firstAudioSent', 'sent'],
  ['firstAudioPlayed', 'heard'],
];

/** How long each answer took, stage by stage, from the end of her speech. */
@customElement('cr-latency')
export class LatencyPanel extends LitElement {
  static override styles = [
    base,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--step--1);
      }
      th,
      td {
        padding: var(--space-1) var(--space-2);
        text-align: right;
        font-weight: 400;
      }
      th {
        color: var(--ink-soft);
      }
      th:first-child {
        padding-left: 0;
        text-align: left;
      }
      td:last-child {
        color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) latencies: CallState['latencies'] = [];

  override render(): TemplateResult {
    if (this.latencies.length === 0) {
      return html`<p class="small soft">The times of an answer stand here once there was one.</p>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Times of the answers">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">ms</th>
            ${STAGES.map(([, label]) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.latencies.slice(-6).map(
            ({ turn, stages }) =>
              html`<tr>
                <th scope="row">turn ${turn}</th>
                ${STAGES.map(([stage]) => html`<td>${rounded(stages[stage])}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

function rounded(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '–' : String(Math.round(ms));
}
