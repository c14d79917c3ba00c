import { html, type TemplateResult } from 'lit';
import type { CallState } from '../call/call-state';
import { engineNames } from './call-words';
import { icon } from './icons';
import type { Panel } from './panels';

const LABELS = { feeling: 'Feeling', ledger: 'Ledger' } satisfies Record<Panel, string>;

/**
 * Below the controls: what can be read beside the call, and who is at work in it.
 *
 * @param panels those there are, and whether each is shown
 */
export function quietRow(
  call: CallState,
  panels: readonly (readonly [Panel, boolean])[],
  act: (what: Panel | 'details') => void,
): TemplateResult {
  return html`<div class="quiet-row">
    ${panels.map(
      ([panel, shown]) =>
        html`<button
          class="quiet"
          title=${LABELS[panel]}
          data-opens=${panel}
          aria-pressed=${shown ? 'true' : 'false'}
          @click=${() => act(panel)}
        >
          ${icon(panel)}<span>${LABELS[panel]}</span>
        </button>`,
    )}
    <button class="quiet engines" aria-haspopup="dialog" @click=${() => act('details')}>
      <span class="unseen">Behind the call: </span>${icon('info')}<span
        data-testid="engines"
        title="Behind the call"
        >${engineNames(call)}</span
      >
    </button>
    <span class="unseen" data-testid="connection">${call.connection}</span>
  </div>`;
}
