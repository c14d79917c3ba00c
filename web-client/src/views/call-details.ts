import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CallState } from '../call/call-state';
import type { Engines } from '../protocol/messages';
import { base } from '../style/base';
import { inPlace } from './beforehand';
import { icon } from './icons';
import './latency-panel';
import { SHORTCUTS, shortcutsOn, switchShortcuts } from './shortcuts';
import { dialogStyles } from './dialog-styles';
import './voice-choice';
import type { VoiceChoice } from './voice-choice';
import { readsWords, switchReadingWords } from './reading-aloud';

const ROLES: readonly (readonly [keyof Engines, string])[] = [
  ['recognition', 'hears you'],
  ['appraiser', 'weighs your words'],
  ['persona', 'finds the words'],
  ['voice', 'speaks them'],
  ['grader', 'reads the call afterwards'],
];

/** Which engines are at work, how fast they answered, and the keys of the call. */
@customElement('cr-call-details')
export class CallDetails extends LitElement {
  static override styles = [
    base,
    dialogStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-5);
      }
      dt {
        color: var(--ink-soft);
      }
      .more {
        margin-top: var(--space-3);
      }
      .keys {
        grid-template-columns: 6rem 1fr;
      }
      .switch {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: var(--touch);
      }
      .switch input {
        width: 1.25rem;
        min-height: 1.25rem;
        accent-color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) call!: CallState;
  @property({ attribute: false }) voice: VoiceChoice = {};
  /** Whether the browser's voice speaks in this call. */
  @property({ type: Boolean }) speaksHere = false;
  @state() private keys = shortcutsOn();
  @state() private reads = readsWords();
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { engines } = this.call;
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <div class="title">
        <h2 id="title">Behind the call</h2>
        <button class="quiet" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      </div>
      <section>
        <h3>Who is at work</h3>
        <dl>
          ${ROLES.map(
            ([role, what]) =>
              html`<dt>${what}</dt>
                <dd>${engines?.[role] ?? '–'}</dd>`,
          )}
        </dl>
        ${engines && inPlace(engines.persona) ? html`<cr-model-trouble class="more"></cr-model-trouble>` : nothing}
        <cr-voice-choice
          class="more"
          .persona=${this.call.scenario?.persona.name.split(' ')[0] ?? ''}
          .scenario=${this.call.scenario?.id ?? ''}
          .chosen=${this.voice}
          only=${this.speaksHere ? 'browser' : 'server'}
          @choose=${(event: CustomEvent<VoiceChoice>) => this.dispatchEvent(new CustomEvent('choose-voice', { detail: event.detail }))}
        ></cr-voice-choice>
        <p class="more"><button @click=${() => this.chooseMicrophone()}>Choose another microphone</button></p>
      </section>
      <section data-testid="latency">
        <h3>How long each answer took</h3>
        <cr-latency .latencies=${this.call.latencies} .turns=${this.call.turnsTaken}></cr-latency>
      </section>
      <section>
        <h3>Keys</h3>
        <dl class="keys">
          ${Object.values(SHORTCUTS).map(
            ({ keys, what }) =>
              html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
                <dd>${what}</dd>`,
          )}
        </dl>
        <label class="switch">
          <input type="checkbox" .checked=${this.keys} @change=${() => this.switchKeys()} />
          Single-letter keys
        </label>
        <label class="switch">
          <input type="checkbox" .checked=${this.reads} @change=${() => this.switchReading()} />
          Let a screen reader read what both sides said
        </label>
      </section>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  private chooseMicrophone(): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('choose-microphone'));
  }

  private switchReading(): void {
    this.reads = !this.reads;
    switchReadingWords(this.reads);
  }

  private switchKeys(): void {
    this.keys = !this.keys;
    switchShortcuts(this.keys);
  }
}
