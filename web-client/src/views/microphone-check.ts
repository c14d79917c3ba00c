import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Keeping, ScenarioSummary } from '../api';
import { KeptFocus, goOnAt } from '../arriving';
import { browserVoices } from '../audio/browser-voice';
import { MicrophoneError, type Microphone, type MicrophoneTrouble } from '../audio/microphone';
import { deviceInUse, openMicrophone } from '../call/microphone-choice';
import { preferences, prefer } from '../call/preferences';
import { base } from '../style/base';
import { entitle } from '../title';
import { beforehand, beforehandStyles, days } from './beforehand';
import './call-aims';
import './level-meter';
import { helpFor } from './microphone-help';
import './voice-choice';
import type { VoiceChoice } from './voice-choice';

/** With what the leader goes into the call. */
export interface Setup extends VoiceChoice {
  /** The sound of the call is to be kept, and not only its words. */
  readonly keepSound: boolean;
}

/** Between ringing and speaking: is the leader heard, with which microphone, and who lends the persona a voice. */
@customElement('cr-microphone-check')
export class MicrophoneCheck extends LitElement {
  static override styles = [
    base,
    beforehandStyles,
    css`
      :host {
        display: grid;
        align-content: safe center;
        justify-items: center;
        min-height: 100dvh;
        padding: var(--space-5) var(--space-5) 0;
      }
      .sheet {
        display: grid;
        gap: var(--space-4);
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
      .tick {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: var(--touch);
      }
      .tick input {
        flex: none;
        width: 1.25rem;
        min-height: 1.25rem;
        accent-color: var(--accent);
      }
      /* What is tabbed to does not stop behind the button at the foot. */
      :host {
        --foot: 8rem;
      }
      .tick input,
      select,
      summary {
        scroll-margin-block: var(--foot);
      }
      .on {
        position: sticky;
        bottom: 0;
        display: grid;
        gap: var(--space-1);
        padding: var(--space-3) 0 var(--space-4);
        background: linear-gradient(transparent, var(--ground) 1rem);
      }
      .primary {
        min-height: 3.5rem;
        font-size: var(--step-0);
      }
      /* With hardly any height what is read needs it more than the button. */
      @media (max-height: 30rem) {
        .on {
          padding: var(--space-2) 0 var(--space-1);
        }
        .primary {
          min-height: var(--touch);
        }
      }
      @media (forced-colors: active) {
        .on {
          background: Canvas;
        }
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
  @property({ attribute: false }) scenario: ScenarioSummary | undefined;
  @property({ attribute: false }) keeping: Keeping | undefined;
  @state() private devices: readonly MediaDeviceInfo[] = [];
  @state() private trouble: MicrophoneTrouble | undefined;
  @state() private asking = true;
  @state() private heard = false;
  @state() private level = 0;
  @state() private voice: VoiceChoice = voiceBefore();
  @state() private keepSound = preferences().keepSound ?? false;
  @query('h1') private readonly heading!: HTMLElement;
  @query('.primary') private readonly goOn!: HTMLElement;
  private readonly told = preferences().told ?? false;

  constructor() {
    super();
    new KeptFocus(this, () => this.goOn);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.microphone.onlevel = (level) => {
      this.level = level;
      this.heard ||= level > 0.02;
    };
    this.microphone.onlost = () => this.lost();
    entitle('Say a word');
    void this.open();
  }

  override render(): TemplateResult {
    return html`<section class="sheet" aria-labelledby="title">
      <h1 id="title" tabindex="-1">${this.trouble ? 'No microphone yet' : 'Say a word'}</h1>
      ${this.trouble ? this.renderTrouble(this.trouble) : this.renderCheck()}
      ${this.told ? nothing : beforehand(this.scenario, this.keeping, false)}
      <cr-call-aims .scenario=${this.scenario?.id ?? ''}></cr-call-aims>
      <cr-voice-choice
        .persona=${this.persona}
        .scenario=${this.scenario?.id ?? ''}
        .chosen=${this.voice}
        @choose=${(event: CustomEvent<VoiceChoice>) => this.chooseVoice(event.detail)}
      ></cr-voice-choice>
      ${this.keeping?.soundDays === 0 ? nothing : this.renderKeeping(this.keeping)}
      ${this.told ? beforehand(this.scenario, this.keeping, true) : nothing}
      <div class="on">
        <button
          class="primary"
          data-testid="mic-continue"
          ?disabled=${this.asking}
          @click=${() => this.proceed()}
        >
          ${this.trouble ? 'Go on by typing' : `Talk to ${this.persona}`}
        </button>
        ${
          this.asking
            ? html`<button class="quiet" data-testid="type-instead" @click=${() => this.proceed()}>
                Go on by typing
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  private get persona(): string {
    return this.scenario?.persona.name.split(' ')[0] ?? '';
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
                      ?selected=${device.deviceId === deviceInUse(this.microphone)}
                    >
                      ${device.label || `Microphone ${i + 1}`}
                    </option>`,
                )}
              </select>
            </div>`
          : nothing
      }`;
  }

  private renderKeeping(keeping: Keeping | undefined): TemplateResult {
    return html`<label class="tick">
      <input
        type="checkbox"
        data-testid="keep-sound"
        .checked=${this.keepSound}
        @change=${() => (this.keepSound = !this.keepSound)}
      />
      Keep the sound of the call too${keeping ? `, for ${days(keeping.soundDays)}` : ''}, so that I can hear
      it again
    </label>`;
  }

  private renderTrouble(trouble: MicrophoneTrouble): TemplateResult {
    const help = helpFor(trouble);
    return html`<div class="trouble" role="alert" data-testid="error">
      <p><strong>${help.what}</strong> ${help.todo}</p>
      <button @click=${() => this.open()}>Try again</button>
    </div>`;
  }

  private saying(): string {
    if (this.asking)
      return 'Your browser asks whether the microphone may be used: allow it, or go on by typing.';
    return this.heard ? 'You can be heard.' : 'The lines move when you are heard.';
  }

  private choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    void this.open(value);
  }

  private chooseVoice({ serverVoice, browserVoice }: VoiceChoice): void {
    this.voice = { ...(serverVoice ? { serverVoice } : {}), ...(browserVoice ? { browserVoice } : {}) };
    prefer({ serverVoice, browserVoice });
  }

  private lost(): void {
    this.trouble = 'unplugged';
    void this.listDevices();
  }

  private async open(chosen?: string): Promise<void> {
    this.asking = true;
    this.heard = false;
    try {
      await openMicrophone(this.microphone, chosen);
      this.trouble = undefined;
      await this.listDevices();
    } catch (error) {
      this.trouble = error instanceof MicrophoneError ? error.trouble : 'failed';
    }
    this.asking = false;
    await this.updateComplete;
    // Who has not read who is on the line begins at the top.
    goOnAt(() => (this.told ? this.goOn : this.heading), { preventScroll: true });
  }

  private async listDevices(): Promise<void> {
    this.devices = await this.microphone.devices().catch(() => []);
  }

  private proceed(): void {
    const { keepSound, voice } = this;
    prefer({ keepSound, told: true });
    // A voice of the browser's that is gone since is not waited for.
    const gone = voice.browserVoice && !browserVoices().some(({ name }) => name === voice.browserVoice);
    const setup: Setup = { keepSound, ...(gone ? {} : voice) };
    this.dispatchEvent(new CustomEvent<Setup>('proceed', { detail: setup }));
  }
}

function voiceBefore(): VoiceChoice {
  const { serverVoice, browserVoice } = preferences();
  return { ...(serverVoice ? { serverVoice } : {}), ...(browserVoice ? { browserVoice } : {}) };
}
