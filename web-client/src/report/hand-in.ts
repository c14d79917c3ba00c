import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request } from '../api';
import { base } from '../style/base';
import { readingStyles } from '../views/reading-styles';

interface State {
  readonly handedIn: boolean;
  /** Whether whoever looks may change it; false where nobody is asked who they are. */
  readonly mine: boolean;
}

/** Practice is seen by nobody else until it is handed in; nothing where there is nobody to hand it in to. */
@customElement('cr-hand-in')
export class HandIn extends LitElement {
  static override styles = [
    base,
    readingStyles,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        margin: var(--space-3) 0;
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
    const { handedIn, mine } = this.handIn;
    return html`<p>
      <span role="status" data-testid="handed-in"
        >${handedIn ? 'Handed in: trainers see this attempt.' : 'Practice: nobody else sees this attempt.'}</span
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
    if (session === this.session) this.handIn = found;
  }

  private async change(handedIn: boolean): Promise<void> {
    this.busy = true;
    this.trouble = '';
    try {
      await request(handedIn ? 'PUT' : 'DELETE', this.path);
      this.handIn = { handedIn, mine: true };
    } catch (error) {
      this.trouble = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}
