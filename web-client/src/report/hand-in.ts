import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request } from '../api';
import { base } from '../style/base';

interface State {
  readonly handedIn: boolean;
  /** Whether whoever looks may change it; false where nobody is asked who they are. */
  readonly mine: boolean;
  /** It came from a file and was not made here. */
  readonly broughtIn?: boolean;
  /** Who sees it once it is handed in, as the end of a sentence. */
  readonly seenBy: string;
}

/**
 * Practice is seen by nobody else until it is handed in; nothing where there is nobody to hand it in to. Tells by the
 * event `theirs` that the call is somebody else's.
 */
@customElement('cr-hand-in')
export class HandIn extends LitElement {
  static override styles = [
    base,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3) var(--space-4);
        margin-top: var(--space-5);
      }
      p > span {
        max-width: 34rem;
      }
      @media print {
        button {
          display: none;
        }
      }
    `,
  ];

  @property() session = '';
  @state() private handIn: State | undefined;
  @state() private busy = false;
  @state() private trouble = '';

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('session')) return;
    this.handIn = undefined;
    this.trouble = '';
    void this.load(this.session);
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.handIn || (!this.handIn.mine && !this.handIn.handedIn)) return nothing;
    const { handedIn, mine, seenBy, broughtIn } = this.handIn;
    return html`<p>
      <span role="status" data-testid="handed-in"
        >${
          handedIn
            ? html`<strong>Handed in:</strong> seen by ${seenBy}.`
            : html`<strong>Practice:</strong> nobody else sees this attempt. Handed in, it is seen by
                ${seenBy}.`
        }${broughtIn ? ' It was brought in from a file, and is as true as that file.' : ''}</span
      >
      ${
        mine
          ? html`<button data-testid="hand-in" ?disabled=${this.busy} @click=${() => this.change(!handedIn)}>
              ${handedIn ? 'Take it back' : 'Hand this attempt in'}
            </button>`
          : nothing
      }
      ${this.trouble ? html`<span role="alert">${this.trouble}</span>` : nothing}
    </p>`;
  }

  private get path(): string {
    return `/api/sessions/${encodeURIComponent(this.session)}/handed-in`;
  }

  private async load(session: string): Promise<void> {
    // The report says by itself where there is no such session.
    const found = await request<State>('GET', this.path).catch(() => undefined);
    if (session !== this.session) return;
    this.handIn = found;
    if (found?.handedIn && !found.mine) this.dispatchEvent(new CustomEvent('theirs'));
  }

  private async change(handedIn: boolean): Promise<void> {
    this.busy = true;
    this.trouble = '';
    try {
      await request(handedIn ? 'PUT' : 'DELETE', this.path);
      if (this.handIn) this.handIn = { ...this.handIn, handedIn };
    } catch (error) {
      this.trouble = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}
