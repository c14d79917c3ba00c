import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../style/base';
import { icon } from './icons';

/** What a leader can ask for beside the conversation. */
export type Aid = 'hold' | 'again' | 'help' | 'restart';

/** How the call stands, as far as it decides what can be asked for. */
export interface Standing {
  /** Before the call is really on there is nothing to wait with, or to hear again. */
  readonly ready: boolean;
  readonly held: boolean;
  /** In a test nobody helps. */
  readonly test: boolean;
}

/** Whether this can be asked for now, by its button as by its key. */
export function canAsk(aid: Aid, { ready, held, test }: Standing): boolean {
  if (!ready || (test && aid === 'help')) return false;
  return !held || aid === 'hold' || aid === 'restart';
}

/** To wait, to hear the last words again, to be helped, to begin anew. */
@customElement('cr-call-aids')
export class CallAids extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        max-width: 100%;
      }
      button {
        gap: var(--space-1);
        padding: 0 var(--space-2);
        font-size: var(--step--2);
        white-space: nowrap;
      }
      @media (max-width: 30rem) {
        :host {
          flex-wrap: nowrap;
        }
        button {
          padding: 0 var(--space-1);
        }
      }
      /* At 400 % the words would leave no room for what is said: they are read, and the titles show them. */
      @media (max-height: 20rem) and (max-width: 30rem) {
        button {
          width: 2.5rem;
          padding: 0;
        }
        span {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      /* The field begins right above it, and would lie over a ring outside. */
      button:focus-visible {
        outline-offset: -2px;
      }
      svg {
        flex: none;
        width: 1.125rem;
        height: 1.125rem;
      }
    `,
  ];

  @property({ attribute: false }) standing: Standing = { ready: false, held: false, test: false };
  @property() persona = '';

  override render(): TemplateResult {
    const { held, test } = this.standing;
    return html`${this.button('hold', held ? 'Go on' : 'Pause', held ? 'Go on with the call (P)' : 'Put the call on hold: the clock stops (P)')}
    ${this.button('again', 'Again', `Ask ${this.persona} to say that again (R)`)}
    ${test ? nothing : this.button('help', 'Help', 'What could I say next? It is counted in the report (H)')}
    ${this.button('restart', 'Restart', 'Hang up, and begin the same call anew')}`;
  }

  private button(aid: Aid, label: string, title: string): TemplateResult {
    return html`<button
      class="quiet"
      data-testid="aid-${aid}"
      title=${title}
      ?disabled=${!canAsk(aid, this.standing)}
      @click=${() => this.dispatchEvent(new CustomEvent<Aid>('aid', { detail: aid }))}
    >
      ${icon(aid)}<span>${label}</span>
    </button>`;
  }
}
