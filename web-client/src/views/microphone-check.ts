import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { browserVoices } from '../audio/browser-voice';
import { MicrophoneError, type Microphone, type MicrophoneTrouble } from '../audio/microphone';
import { base } from '../style/base';
import './level-meter';
import { helpFor } from './microphone-help';

/** With what the leader goes into the call. */
export interface Setup {
  /** Name of a voice of the browser's own; absent: the server speaks. */
  readonly browserVoice?: string;
}

/** Between ringing and speaking: is the leader heard, with which microphone, and who lends the persona a voice. */
@customElement('cr-microphone-check')
export class MicrophoneCheck extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        align-content: center;
        justify-items: center;
        min-height: 100dvh;
        padding: var(--space-6) var(--space-5);
      }
      .sheet {
        display: grid;
        gap: var(--space-5);
        width: min(100%, 27rem);
      }
      h1 {
        font-size: var(--step-4);
        font-weight: 300;
      }
      h1 + p {
        margin-top: calc(-1 * var(--space-3));
      }
      .field {
        display: grid;
        gap: var(--space-2);
      }
      .primary {
        min-height: 3.5rem;
        font-size: var(--step-0);
      }
      .trouble {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4) var(--space-5);
        border-left: 2px solid var(--warn);
        background: var(--surface);
        border-radius: 0 var(--radius) var(--radius) 0;
      }
      .trouble strong {
        font-weight: 600;
      }
      .trouble button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) microphone!: Microphone;
  @property() persona = '';
  @state() private devices: readonly MediaDeviceInfo[] = [];
  @state() private trouble: MicrophoneTrouble | undefined;
  @state() private asking = true;
  @state() private heard = false;
  @state() private level = 0;
  @state() private voices: readonly SpeechSynthesisVoice[] = [];
  @state() private browserVoice = '';

  private readonly findVoices = (): void => {
    this.voices = browserVoices();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.findVoices();
    if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', this.findVoices);
    this.microphone.onframe = ({ level }) => {
      this.level = level;
      this.heard ||= level > 0.02;
    };
    this.microphone.onlost = () => this.lost();
    void this.open();
  }

  override disconnectedCallback(): void {
    if ('speechSynthesis' in window) speechSynthesis.removeEventListener('voiceschanged', this.findVoices);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<section class="sheet" aria-labelledby="title">
      <h1 id="title">${this.trouble ? 'No microphone yet' : 'Say a word'}</h1>
      ${this.trouble ? this.renderTrouble(this.trouble) : this.renderCheck()}
      ${this.voices.length > 0 ? this.renderVoices() : nothing}
      <button
        class="primary"
        data-testid="mic-continue"
        ?disabled=${this.asking}
        @click=${() => this.proceed()}
      >
        ${this.trouble ? 'Go on by typing' : `Talk to ${this.persona}`}
      </button>
      <p class="small soft">Your voice goes to this server. In the call you can also type, at any time.</p>
    </section>`;
  }

  private renderCheck(): TemplateResult {
    return html`<p class="soft" role="status">${this.saying()}</p>
      <div class="field">
        <cr-level-meter data-testid="level" .level=${this.level}></cr-level-meter>
      </div>
      ${
        this.devices.length > 0
          ? html`<div class="field">
              <label for="device">Microphone</label>
              <select id="device" data-testid="mic-device" @change=${(event: Event) => this.choose(event)}>
                ${this.devices.map(
                  (device, i) =>
                    html`<option
                      value=${device.deviceId}
                      ?selected=${device.deviceId === this.microphone.device}
                    >
                      ${device.label || `Microphone ${i + 1}`}
                    </option>`,
                )}
              </select>
            </div>`
          : nothing
      }`;
  }

  private renderTrouble(trouble: MicrophoneTrouble): TemplateResult {
    const help = helpFor(trouble);
    return html`<div class="trouble" role="alert" data-testid="error">
      <p><strong>${help.what}</strong> ${help.todo}</p>
      <button @click=${() => this.open()}>Try again</button>
    </div>`;
  }

  private renderVoices(): TemplateResult {
    return html`<div class="field">
      <label for="voice">${this.persona}’s voice</label>
      <select
        id="voice"
        data-testid="voice"
        @change=${(event: Event) => (this.browserVoice = (event.target as HTMLSelectElement).value)}
      >
        <option value="">from the server</option>
        ${this.voices.map((voice) => html`<option value=${voice.name}>this browser: ${voice.name}</option>`)}
      </select>
    </div>`;
  }

  private saying(): string {
    if (this.asking) return 'Your browser asks whether the microphone may be used: allow it.';
    return this.heard ? 'You can be heard.' : 'The lines move when you are heard.';
  }

  private choose(event: Event): void {
    void this.open((event.target as HTMLSelectElement).value);
  }

  private lost(): void {
    this.trouble = 'unplugged';
    void this.listDevices();
  }

  private async open(device?: string): Promise<void> {
    this.asking = true;
    this.heard = false;
    try {
      await this.microphone.open(device);
      this.trouble = undefined;
      await this.listDevices();
    } catch (error) {
      this.trouble = error instanceof MicrophoneError ? error.trouble : 'failed';
    }
    this.asking = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>('.primary')?.focus();
  }

  private async listDevices(): Promise<void> {
    this.devices = await this.microphone.devices().catch(() => []);
  }

  private proceed(): void {
    const setup: Setup = this.browserVoice ? { browserVoice: this.browserVoice } : {};
    this.dispatchEvent(new CustomEvent<Setup>('proceed', { detail: setup }));
  }
}
