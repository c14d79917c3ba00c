import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { base } from '../style/base';
import { icon } from './icons';
import { loudness } from './level-meter';

const LONGEST_TYPED = 2_000;

/** What the leader can do: mute, type, hang up. */
@customElement('cr-call-controls')
export class CallControls extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-4);
      }
      .round {
        position: relative;
        width: 3.5rem;
        height: 3.5rem;
        padding: 0;
        border-radius: 50%;
      }
      .round:focus-visible {
        border-radius: 50%;
      }
      .microphone::after {
        content: '';
        position: absolute;
        inset: -1px;
        border-radius: 50%;
        box-shadow: 0 0 0 var(--loud, 0) var(--accent);
        opacity: 0.45;
        transition: box-shadow 80ms linear;
        pointer-events: none;
      }
      .microphone[aria-pressed='true'] {
        background: var(--ink);
        color: var(--ground);
      }
      .hangup {
        border-color: transparent;
        background: var(--end);
        color: var(--on-end);
      }
      .hangup:hover {
        background: color-mix(in oklab, var(--end), #000 14%);
      }
      form {
        position: relative;
      }
      input {
        min-height: 3.5rem;
        padding: 0 3.75rem 0 var(--space-5);
        border-radius: 1.75rem;
        border-color: var(--line);
        font-size: var(--step-0);
      }
      input:focus-visible {
        border-radius: 1.75rem;
      }
      .send {
        position: absolute;
        top: 0.375rem;
        right: 0.375rem;
        width: 2.75rem;
        padding: 0;
      }
      .send:not(:disabled) {
        background: var(--accent);
        color: var(--on-accent);
      }
      @media (max-width: 30rem) {
        :host {
          gap: var(--space-3);
        }
      }
    `,
  ];

  @property({ type: Boolean }) muted = false;
  /** Whether there is a microphone at all. */
  @property({ type: Boolean }) hears = false;
  /** The leader's loudness, root mean square, 0 to 1. */
  @property({ type: Number }) level = 0;
  @property() persona = '';
  @query('input') private readonly field!: HTMLInputElement;

  override render(): TemplateResult {
    const loud = this.muted ? 0 : loudness(this.level) * 0.6;
    return html`<button
        class="round microphone"
        data-testid="mute"
        aria-pressed=${this.muted ? 'true' : 'false'}
        aria-label=${this.hears ? 'Mute' : 'Choose a microphone'}
        title=${this.hears ? (this.muted ? 'Muted: speak again (M)' : 'Mute (M)') : 'Choose a microphone'}
        style=${styleMap({ '--loud': `${loud.toFixed(2)}rem` })}
        @click=${() => this.tell('mute')}
      >
        ${icon(this.muted || !this.hears ? 'muted' : 'microphone')}
      </button>
      <form @submit=${(event: SubmitEvent) => this.say(event)}>
        <label class="unseen" for="typed">Type what you say to ${this.persona}</label>
        <input
          id="typed"
          data-testid="type-input"
          maxlength=${LONGEST_TYPED}
          autocomplete="off"
          enterkeyhint="send"
          placeholder=${this.hears ? 'or type…' : `Type to ${this.persona}…`}
          @input=${() => this.requestUpdate()}
        />
        <button class="send quiet" data-testid="type-send" aria-label="Say it" ?disabled=${this.empty}>
          ${icon('send')}
        </button>
      </form>
      <button
        class="round hangup"
        data-testid="hangup"
        aria-label="Hang up"
        title="Hang up (Shift H)"
        @click=${() => this.tell('hangup')}
      >
        ${icon('hangup')}
      </button>`;
  }

  /** Puts the cursor where one types. */
  type(): void {
    this.field.focus();
  }

  private get empty(): boolean {
    return !this.hasUpdated || this.field.value.trim() === '';
  }

  private say(event: SubmitEvent): void {
    event.preventDefault();
    if (this.empty) return;
    this.dispatchEvent(new CustomEvent('say', { detail: this.field.value.trim() }));
    this.field.value = '';
    this.requestUpdate();
  }

  private tell(what: 'mute' | 'hangup'): void {
    this.dispatchEvent(new CustomEvent(what));
  }
}
