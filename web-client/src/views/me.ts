import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { address, request } from '../api';
import { base } from '../style/base';

export interface Me {
  /** Whether anybody is asked who they are. */
  readonly login: boolean;
  readonly name?: string;
  /** Whether what concerns those who run the service is theirs to see. */
  readonly runs?: boolean;
  readonly roles?: readonly string[];
}

/** Asked once for all pages: whoever logs in or out loads the page anew. */
let asked: Promise<Me | undefined> | undefined;

export function whoAmI(): Promise<Me | undefined> {
  return (asked ??= request<Me>('GET', '/api/me').catch(() => undefined));
}

/** Who has logged in, and the way out; nothing where nobody is asked who they are. */
@customElement('cr-me')
export class WhoAmI extends LitElement {
  static override styles = [
    base,
    css`
      form {
        display: flex;
        align-items: center;
        gap: var(--space-3);
      }
      span {
        max-width: 12rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button {
        padding: 0;
        border: 0;
        font: inherit;
        text-decoration: underline;
        text-underline-offset: 0.25em;
        text-decoration-color: var(--line-strong);
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @state() private me: Me | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void whoAmI().then((known) => (this.me = known));
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.me?.login) return nothing;
    return html`<form method="post" action=${address('/logout')}>
      ${this.me.name ? html`<span title=${this.me.name}>${this.me.name}</span>` : nothing}
      <button data-testid="log-out">Log out</button>
    </form>`;
  }
}

/** For tests. */
export function forgetMe(): void {
  asked = undefined;
}
