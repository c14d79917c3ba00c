import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { Typing } from '../call/typing';
import { base } from '../style/base';
import { icon } from './icons';
import { loudness } from './level-meter';

const LONGEST_TYPED = 2_000;
/** From here on it is said how much room is left. */
const NEAR_THE_END = 200;

/** What the leader can do: mute, type, hang up. */
@customElement('cr-call-controls')
export class CallControls extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: end;
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
      textarea {
        display: block;
        field-sizing: content;
        min-height: 3.5rem;
        max-height: min(9rem, 30vh);
        padding: 0.95rem 3.75rem 0.95rem var(--space-5);
        border-radius: 1.75rem;
        border-color: var(--line-strong);
        font-size: var(--step-0);
        resize: none;
      }
      /* Where a scrollbar takes room it breaks the line, and so keeps itself there when the words are gone. */
      textarea:placeholder-shown {
        overflow: hidden;
      }
      textarea:focus-visible {
        border-radius: 1.75rem;
      }
      .send {
        position: absolute;
        bottom: 0.375rem;
        right: 0.375rem;
        width: 2.75rem;
        padding: 0;
      }
      .send:not(:disabled) {
        background: var(--accent);
        color: var(--on-accent);
      }
      .left {
        position: absolute;
        right: 3.75rem;
        bottom: 100%;
        margin: 0;
        font-size: var(--step--2);
        color: var(--ink-soft);
      }
      @media (max-width: 30rem) {
        :host {
          gap: var(--space-3);
        }
      }
      @media (forced-colors: active) {
        .microphone[aria-pressed='true'] {
          border-width: 4px;
        }
        .hangup {
          border-color: ButtonText;
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
  /** Whoever is on the line is there in the persona's place: hanging up ends that, and not the call. */
  @property({ type: Boolean }) guest = false;
  /** Where one types. */
  @query('textarea') readonly field!: HTMLTextAreaElement;
  @query('.round') readonly first!: HTMLButtonElement;
  private readonly typing = new Typing((on) => this.dispatchEvent(new CustomEvent('typing', { detail: on })));

  override disconnectedCallback(): void {
    this.typing.stop();
    super.disconnectedCallback();
  }

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
        <textarea
          id="typed"
          data-testid="type-input"
          rows="1"
          maxlength=${LONGEST_TYPED}
          autocomplete="off"
          enterkeyhint="send"
          placeholder=${this.hears ? 'or type…' : `Type to ${this.persona}…`}
          @input=${() => this.typed()}
          @keydown=${(event: KeyboardEvent) => this.pressed(event)}
          @blur=${() => this.typing.stop()}
        ></textarea>
        ${this.room < NEAR_THE_END ? html`<p class="left" role="status">${this.room} characters left</p>` : nothing}
        <button class="send quiet" data-testid="type-send" aria-label="Say it" ?disabled=${this.empty}>
          ${icon('send')}
        </button>
      </form>
      <button
        class="round hangup"
        data-testid="hangup"
        aria-label=${this.guest ? `Hang up on ${this.persona}` : 'Hang up'}
        title="${this.guest ? `Hang up on ${this.persona}` : 'Hang up'} (Shift H)"
        @click=${() => this.tell('hangup')}
      >
        ${icon('hangup')}
      </button>`;
  }

  private get empty(): boolean {
    return !this.hasUpdated || this.field.value.trim() === '';
  }

  private get room(): number {
    return LONGEST_TYPED - (this.hasUpdated ? this.field.value.length : 0);
  }

  private typed(): void {
    this.typing.touched(this.field.value);
    this.grow();
    this.requestUpdate();
  }

  /** For browsers without `field-sizing`. */
  private grow(): void {
    if (CSS.supports('field-sizing', 'content')) return;
    this.field.style.height = 'auto';
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  /** Enter says it, Shift Enter begins a line, Escape goes back to the buttons and leaves the words where they are. */
  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.field.form?.requestSubmit();
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.first.focus();
    }
  }

  private say(event: SubmitEvent): void {
    event.preventDefault();
    if (this.empty) return;
    this.dispatchEvent(new CustomEvent('say', { detail: this.field.value.trim() }));
    this.field.value = '';
    this.typing.stop();
    this.grow();
    this.requestUpdate();
  }

  private tell(what: 'mute' | 'hangup'): void {
    this.dispatchEvent(new CustomEvent(what));
  }
}
