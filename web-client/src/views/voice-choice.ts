import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { serverVoices, voiceSample, type ServerVoice } from '../api';
import { browserVoices, isLocal, sample } from '../audio/browser-voice';
import { base } from '../style/base';

/** A voice of the server's by its id, or one of the browser's by its name. */
export interface VoiceChoice {
  readonly serverVoice?: string;
  readonly browserVoice?: string;
}

const SERVER = 'server:';
const BROWSER = 'browser:';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Whose voice the persona has: which there are, how they sound, and which is to speak. */
@customElement('cr-voice-choice')
export class VoiceChooser extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .field {
        display: grid;
        gap: var(--space-2);
      }
      .beside {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      /* A name that would be cut off stands in a row of its own. */
      .beside select {
        flex: 1 1 12rem;
        width: auto;
        min-width: 0;
      }
      .beside > * {
        scroll-margin-block: var(--foot, 0);
      }
      .said {
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
    `,
  ];

  @property() persona = '';
  @property() scenario = '';
  /** Which speaks now. */
  @property({ attribute: false }) chosen: VoiceChoice = {};
  /** In mid-call the server's voice cannot become the browser's, nor the other way round. */
  @property() only: 'server' | 'browser' | '' = '';
  @state() private ofServer: readonly ServerVoice[] = [];
  @state() private ofBrowser: readonly SpeechSynthesisVoice[] = [];
  @state() private said = '';
  private audio: HTMLAudioElement | undefined;

  private readonly findVoices = (): void => {
    this.ofBrowser = browserVoices();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.findVoices();
    if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', this.findVoices);
    // Where they cannot be fetched the standard one speaks, and nothing is offered.
    void serverVoices()
      .then((voices) => (this.ofServer = voices))
      .catch(() => undefined);
  }

  override disconnectedCallback(): void {
    if ('speechSynthesis' in window) {
      speechSynthesis.removeEventListener('voiceschanged', this.findVoices);
      if (this.only === '') speechSynthesis.cancel();
    }
    this.audio?.pause();
    super.disconnectedCallback();
  }

  override render(): TemplateResult | typeof nothing {
    const server = this.only === 'browser' ? [] : this.ofServer;
    const browser = this.only === 'server' ? [] : this.ofBrowser;
    if (server.length + browser.length < (this.only === '' ? 1 : 2)) return nothing;
    return html`<div class="field">
      <label for="voice">${this.persona}’s voice</label>
      <div class="beside">
        <select id="voice" data-testid="voice" @change=${(event: Event) => this.choose(event)}>
          ${
            server.length === 0 && this.only !== 'browser'
              ? html`<option value=${SERVER}>the server’s own</option>`
              : nothing
          }
          ${this.renderGroup(
            'On the server',
            server.map((voice) => ({ value: SERVER + voice.id, label: named(voice) })),
          )}
          ${this.renderGroup('This browser', browser.filter(isLocal).map(asOption))}
          ${this.renderGroup(
            'Somebody’s cloud, through this browser',
            browser.filter((voice) => !isLocal(voice)).map(asOption),
          )}
        </select>
        <button type="button" data-testid="hear-voice" @click=${() => void this.hear()}>Hear it</button>
      </div>
      <p class="said" role="status">${this.said}</p>
    </div>`;
  }

  private renderGroup(where: string, options: readonly Option[]): TemplateResult | typeof nothing {
    if (options.length === 0) return nothing;
    return html`<optgroup label=${where}>
      ${options.map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${value === this.value}>${label}</option>`,
      )}
    </optgroup>`;
  }

  private get value(): string {
    const { browserVoice, serverVoice } = this.chosen;
    if (browserVoice && this.ofBrowser.some(({ name }) => name === browserVoice))
      return BROWSER + browserVoice;
    const known = this.ofServer.some(({ id }) => id === serverVoice);
    return SERVER + (known ? (serverVoice ?? '') : (this.ofServer[0]?.id ?? ''));
  }

  private choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const id = value.slice(value.indexOf(':') + 1);
    const standard = id === this.ofServer[0]?.id || id === '';
    const own = value.startsWith(BROWSER) ? { browserVoice: id } : { serverVoice: id };
    // Before a call the standard one is what nothing was chosen gives, whatever it will be then.
    this.chosen = this.only === '' && standard && !value.startsWith(BROWSER) ? {} : own;
    this.dispatchEvent(new CustomEvent<VoiceChoice>('choose', { detail: this.chosen }));
  }

  private async hear(): Promise<void> {
    const { value } = this;
    const id = value.slice(value.indexOf(':') + 1);
    this.audio?.pause();
    if (value.startsWith(BROWSER)) {
      sample(id, `Hello, this is ${this.persona}.`);
      return;
    }
    this.said = 'The voice is being made ready…';
    this.audio = new Audio(voiceSample(id || (this.ofServer[0]?.id ?? ''), this.scenario));
    try {
      await this.audio.play();
      this.said = '';
    } catch {
      this.said = 'It could not be played: the voice cannot be loaded, or the browser holds the sound back.';
    }
  }
}

/** What a voice is called: an id that the description says anyway is not said twice. */
export function named({ id, description }: ServerVoice): string {
  if (description === '') return id;
  return description.toLowerCase().includes(id.toLowerCase()) ? description : `${id}: ${description}`;
}

function asOption({ name }: SpeechSynthesisVoice): Option {
  return { value: BROWSER + name, label: name };
}
