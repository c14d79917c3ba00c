import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CallState } from '../call/call-state';
import type { LatencyStages, Waiting } from '../protocol/messages';
import { base } from '../style/base';

const STAGES: readonly (readonly [keyof LatencyStages, string])[] = [
  ['endOfTurn', 'end of turn'],
  ['recognised', 'words'],
  ['appraised', 'weighed'],
  ['firstWord', 'first word'],
  ['firstAudioSent', 'sent'],
  ['firstAudioPlayed', 'heard'],
  ['firstWordPlayed', 'first word heard'],
];

/** How long each answer took, stage by stage, from the end of the leader's speech. */
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
        white-space: nowrap;
      }
      td:last-child {
        color: var(--accent);
      }
      ol {
        margin: var(--space-3) 0 0;
        padding: 0;
        list-style: none;
        font-size: var(--step--1);
      }
      li + li {
        margin-top: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) latencies: CallState['latencies'] = [];

  @property({ attribute: false }) turns: CallState['turnsTaken'] = [];

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
      ${this.decisions()}
    </div>`;
  }

  /** Why the persona took the turn when it did: the last few turns, newest first. */
  private decisions(): TemplateResult | typeof nothing {
    if (this.turns.length === 0) return nothing;
    return html`<ol aria-label="How the end of each turn was decided">
      ${this.turns
        .slice(-4)
        .reverse()
        .flatMap(({ turn, decisions }) => decisions.map((decision) => waited(turn, decision)))}
    </ol>`;
  }
}

function waited(turn: number, { heard, patience, murmurAfter, reasons }: Waiting): TemplateResult {
  const ending = heard.split(' ').slice(-5).join(' ');
  return html`<li>
    <b>turn ${turn}</b> “…${ending}”: ${Math.round(patience)} ms of silence asked
    for${murmurAfter ? `, a murmur after ${Math.round(murmurAfter)}` : ''}
    <span class="soft">(${reasons.map((reason) => reason.because).join('; ')})</span>
  </li>`;
}

function rounded(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '–' : String(Math.round(ms));
}
