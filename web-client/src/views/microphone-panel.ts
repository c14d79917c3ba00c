import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { MicrophoneError, type Microphone, type MicrophoneTrouble } from '../audio/microphone';
import { deviceInUse, openMicrophone } from '../call/microphone-choice';
import { base } from '../style/base';
import { dialogStyles } from './dialog-styles';
import { helpFor } from './microphone-help';

/** In the middle of a call: the microphone has gone, or never came; another is chosen, or the call goes on typed. */
@customElement('cr-microphone-panel')
export class MicrophonePanel extends LitElement {
  static override styles = [
    base,
    dialogStyles,
    css`
      dialog > * + * {
        margin-top: var(--space-4);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      label {
        display: grid;
        gap: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) microphone!: Microphone;
  /** Why it is shown. */
  @property() trouble: MicrophoneTrouble | 'choose' = 'choose';
  @state() private devices: readonly MediaDeviceInfo[] = [];
  private unwatch: () => void = () => undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('select') private readonly choice!: HTMLSelectElement | null;

  override render(): TemplateResult {
    const help = helpFor(this.trouble);
    return html`<dialog aria-labelledby="what" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <h2 id="what">${help.what}</h2>
      <p class="soft" data-testid="error">${help.todo} The call goes on meanwhile.</p>
      ${
        this.devices.length > 0
          ? html`<label>
              Microphone
              <select data-testid="mic-device">
                ${this.devices.map((device, i) => html`<option value=${device.deviceId} ?selected=${device.deviceId === deviceInUse(this.microphone)}>${device.label || `Microphone ${i + 1}`}</option>`)}
              </select>
            </label>`
          : nothing
      }
      <div class="choices">
        <button class="primary" data-testid="mic-use" @click=${() => this.open()}>
          ${this.devices.length > 0 ? 'Use this microphone' : 'Try again'}
        </button>
        <button @click=${() => this.dialog.close()}>Go on by typing</button>
      </div>
    </dialog>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = this.microphone.watchDevices(() => void this.find());
  }

  override disconnectedCallback(): void {
    this.unwatch();
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    void this.find();
  }

  private async find(): Promise<void> {
    this.devices = await this.microphone.devices().catch(() => []);
  }

  private async open(): Promise<void> {
    try {
      await openMicrophone(this.microphone, this.choice?.value);
      this.dialog.close();
    } catch (error) {
      this.trouble = error instanceof MicrophoneError ? error.trouble : 'failed';
      await this.find();
    }
  }
}
