import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../style/base';
import { icon } from './icons';

/** What a leader can ask for beside the conversation. */
export type Aid = 'hold' | 'again' | 'help' | 'restart';

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
      }
      @media (max-width: 30rem) {
        :host {
          flex-wrap: nowrap;
        }
        button {
          padding: 0 var(--space-1);
        }
      }
      svg {
        flex: none;
        width: 1.125rem;
        height: 1.125rem;
      }
    `,
  ];

  @property({ type: Boolean }) held = false;
  /** Before the call is really on there is nothing to wait with, or to hear again. */
  @property({ type: Boolean }) ready = false;
  /** In a test nobody helps. */
  @property({ type: Boolean }) test = false;
  @property() persona = '';

  override render(): TemplateResult {
    return html`${this.button('hold', this.held ? 'Go on' : 'Pause', this.held ? 'Go on with the call (P)' : 'Put the call on hold: the clock stops (P)')}
    ${this.button('again', 'Again', `Ask ${this.persona} to say that again (R)`)}
    ${this.test ? nothing : this.button('help', 'Help', 'What could I say next? It is counted in the report (H)')}
    ${this.button('restart', 'Restart', 'Hang up, and begin the same call anew')}`;
  }

  private button(aid: Aid, label: string, title: string): TemplateResult {
    return html`<button
      class="quiet"
      data-testid="aid-${aid}"
      title=${title}
      ?disabled=${!this.ready || (this.held && aid !== 'hold' && aid !== 'restart')}
      @click=${() => this.dispatchEvent(new CustomEvent<Aid>('aid', { detail: aid }))}
    >
      ${icon(aid)}<span>${label}</span>
    </button>`;
  }
}
