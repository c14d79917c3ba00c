import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { holdLeaving, letLeave } from '../leaving';
import { base } from '../style/base';

/** Calls were deleted, and can be had back: for ten seconds, and as long as one stands on the button by the keyboard. */
@customElement('cr-undo')
export class UndoNotice extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex: 1;
        align-items: center;
        gap: var(--space-2) var(--space-4);
      }
      :host(:not([count])) {
        display: contents;
      }
      :host([count]) span {
        flex: 1;
        text-wrap: balance;
      }
      button {
        flex: none;
      }
    `,
  ];

  /** How many of them one press brings back. */
  @property({ type: Number, reflect: true }) count: number | undefined;
  @query('button') private readonly button!: HTMLElement | null;
  private held = false;

  override disconnectedCallback(): void {
    this.hold(false);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const { count } = this;
    const them = count === 1 ? 'it' : 'them';
    // Those who listen are told of it only where the place for it was there before.
    return html`<span role="status" id="deleted"
        >${count ? `${count === 1 ? 'One call' : `${count} calls`} deleted, with all that was kept of ${them}.` : nothing}</span
      >${
        count
          ? html`<button
              data-testid="undo"
              aria-describedby="deleted"
              @focus=${() => this.hold(this.button?.matches(':focus-visible') ?? false)}
              @blur=${() => this.hold(false)}
              @click=${() => this.dispatchEvent(new CustomEvent('undo'))}
            >
              Keep ${them}
            </button>`
          : nothing
      }`;
  }

  protected override updated(): void {
    // A button that is taken away is not blurred everywhere.
    if (!this.count) this.hold(false);
  }

  private hold(on: boolean): void {
    if (on === this.held) return;
    this.held = on;
    if (on) holdLeaving();
    else letLeave();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-undo': UndoNotice;
  }
}
