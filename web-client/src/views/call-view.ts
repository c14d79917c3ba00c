import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { KeptFocus, goOnAt } from '../arriving';
import { keepRunning } from '../audio/keep-running';
import type { Microphone } from '../audio/microphone';
import { ring } from '../audio/ringing';
import { prefer, preferences } from '../call/preferences';
import { NO_CALL, type CallState } from '../call/call-state';
import { firstName, onLine } from '../call/company';
import { lookOf } from '../call/feeling';
import type { LiveCall } from '../call/live-call';
import { base } from '../style/base';
import { entitle } from '../title';
import { keepAwake } from '../wake-lock';
import { canAsk, type Aid, type Standing } from './call-aids';
import './call-controls';
import type { CallControls } from './call-controls';
import './call-details';
import { callHeader } from './call-header';
import { callNotice } from './call-notice';
import { callStyles } from './call-styles';
import { describedFeeling } from './call-words';
import './captions-view';
import { icon } from './icons';
import './ledger-panel';
import './meters';
import './microphone-panel';
import { Panels, type Panel } from './panels';
import './presence';
import type { Presence } from './presence';
import { quietRow } from './quiet-row';
import { readsWords } from './reading-aloud';
import { Screen } from './screen';
import type { VoiceChoice } from './voice-choice';
import { shortcutFor, type ShortcutAction } from './shortcuts';

/** After hanging up, the ending comes within this time, or the report is opened without it. */
const ENDING_MS = 4_000;
/** How long it is said that one speaks while muted. */
const MUTED_NOTICE_MS = 6_000;

/** As one says it who types. */
const AGAIN = 'Sorry, could you say that again?';

/** The call itself. */
@customElement('cr-call')
export class CallView extends LitElement {
  static override styles = [base, callStyles];

  @property({ attribute: false }) call!: LiveCall;
  @property({ attribute: false }) microphone!: Microphone;
  @property({ attribute: false }) context!: AudioContext;
  @state() private shown: CallState = NO_CALL;
  @state() private level = 0;
  @state() private details = false;
  @state() private choosing: 'choose' | 'unplugged' | undefined;
  @state() private leaving = false;
  @state() private soundStopped = false;
  @state() private microphoneStopped = false;
  @state() private speaksMuted = false;
  @state() private voice: VoiceChoice = preferences();
  @query('h1') private readonly heading!: HTMLElement;
  @query('cr-presence') private readonly presence!: Presence;
  @query('cr-call-controls') private readonly controls!: CallControls;
  private readonly panels = new Panels();
  private readonly screenSize = new Screen(this);
  private busy = false;
  private arrived = false;
  private endings: (() => void)[] = [];
  private mutedNotice: ReturnType<typeof setTimeout> | undefined;

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.panels.close()) this.requestUpdate();
    const action = shortcutFor(event);
    if (!action) return;
    event.preventDefault();
    this.act(action);
  };

  private readonly listen = (): void => {
    this.soundStopped = this.context.state !== 'running';
  };

  constructor() {
    super();
    new KeptFocus(this, (gone) => this.placeAfter(gone));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyed);
    this.endings = [
      () => window.removeEventListener('keydown', this.keyed),
      keepRunning(this.context, this.listen),
      keepAwake(),
      this.microphone.watchDevices(() => void this.takeBack()),
    ];
    this.listen();
    this.call.onchange = (next) => this.show(next);
    this.call.onpersonalevel = (level) => (this.presence.level = level);
    this.call.onleaderlevel = (level) => (this.level = level);
    this.microphone.onlost = () => {
      this.call.microphoneLost();
      if (this.isOver) return;
      this.choosing = 'unplugged';
    };
    this.microphone.onsilenced = () => (this.microphoneStopped = this.microphone.silenced);
    this.microphone.onsilenced();
    this.microphone.onmutedspeech = () => this.heardMuted();
    this.call.begin();
  }

  override disconnectedCallback(): void {
    for (const end of this.endings) end();
    clearTimeout(this.mutedNotice);
    this.microphone.onsilenced = this.microphone.onmutedspeech = () => undefined;
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`${callHeader(this.shown, (words) => this.call.say(words))} ${this.renderFeeling()}
      <main>
        <cr-presence .look=${this.look} description=${this.description}></cr-presence>
        <cr-captions .call=${this.shown} ?short=${this.screenSize.short}></cr-captions>
        ${this.renderNotice()}
      </main>
      ${this.renderLedger()}
      <footer>
        <cr-call-controls
          ?muted=${this.call.muted}
          ?hears=${this.microphone.isOpen}
          .level=${this.level}
          .persona=${this.name}
          ?guest=${this.shown.guest !== undefined}
          @mute=${() => this.act('mute')}
          @hangup=${() => this.act('hangup')}
          @typing=${(event: CustomEvent<boolean>) => this.call.typing(event.detail)}
          @say=${(event: CustomEvent<string>) => this.call.say(event.detail)}
        ></cr-call-controls>
        <cr-call-aids
          .standing=${this.standing}
          .persona=${this.name}
          @aid=${(event: CustomEvent<Aid>) => this.aid(event.detail)}
        ></cr-call-aids>
        ${quietRow(this.shown, this.shownPanels, (what) => this.act(what))}
      </footer>
      ${this.renderDialogs()}
      <p class="unseen" aria-live="polite" data-testid="happened">${this.shown.announcement}</p>
      <p class="unseen" aria-live="polite" data-testid="said">
        ${readsWords() ? this.shown.lastSaid : nothing}
      </p>`;
  }

  /** While a dialog is open nobody can be expected to speak. */
  protected override updated(changed: PropertyValues): void {
    if (this.shown.scenario && !this.arrived) this.arrive();
    if (changed.has('details') || changed.has('choosing')) {
      const busy = this.details || this.choosing !== undefined;
      if (busy !== this.busy) this.call.pause(busy);
      this.busy = busy;
    }
  }

  /** Who cannot be heard goes on in the field; who can is not given a keyboard over half of the screen. */
  private arrive(): void {
    this.arrived = true;
    goOnAt(() => (this.microphone.isOpen ? this.heading : this.controls.field));
  }

  /** Where one goes on after a sheet that was closed, or a notice whose button was pressed. */
  private placeAfter(gone: Element): HTMLElement | null {
    const sheet = gone.closest('aside')?.dataset.panel;
    if (sheet) return this.renderRoot.querySelector(`[data-opens=${sheet}]`);
    return this.microphone.isOpen ? this.controls.first : this.controls.field;
  }

  private renderFeeling(): TemplateResult {
    const sheet = this.asSheet('feeling');
    return html`<aside
      class="feeling ${sheet ? 'sheet' : ''}"
      data-panel="feeling"
      tabindex=${this.screenSize.narrow && !sheet ? nothing : 0}
      aria-label="How ${this.name} feels"
      ?hidden=${!this.panels.shows('feeling', sheet)}
    >
      ${this.screenSize.narrow && !sheet ? nothing : this.renderPanelTitle('feeling', `How ${this.name} feels`)}
      <cr-meters
        ?compact=${this.screenSize.narrow && !sheet}
        .dimensions=${onLine(this.shown)?.dimensions ?? []}
        .feeling=${this.shown.feeling}
        .previous=${this.shown.feelingBefore}
      ></cr-meters>
    </aside>`;
  }

  private renderLedger(): TemplateResult | typeof nothing {
    if (this.call.test) return nothing;
    const sheet = this.asSheet('ledger');
    return html`<aside
      class="ledger ${sheet ? 'sheet' : ''}"
      data-panel="ledger"
      tabindex="0"
      aria-label="What your words do"
      data-testid="ledger"
      ?hidden=${!this.panels.shows('ledger', sheet)}
    >
      ${this.renderPanelTitle('ledger', 'What your words do')}
      <cr-ledger .lines=${this.shown.ledger}></cr-ledger>
    </aside>`;
  }

  private renderPanelTitle(panel: Panel, title: string): TemplateResult {
    return html`<h2>
      ${title}
      ${
        this.asSheet(panel)
          ? html`<button class="quiet" aria-label="Close: ${title}" @click=${() => this.act(panel)}>
              ${icon('close')}
            </button>`
          : nothing
      }
    </h2>`;
  }

  private renderDialogs(): TemplateResult {
    return html`${
      this.details
        ? html`<cr-call-details
            .call=${this.shown}
            .voice=${this.voice}
            ?speaksHere=${this.call.speaksHere}
            @choose-voice=${(event: CustomEvent<VoiceChoice>) => this.chooseVoice(event.detail)}
            @close=${() => (this.details = false)}
            @choose-microphone=${() => (this.choosing = 'choose')}
          ></cr-call-details>`
        : nothing
    }
    ${
      this.choosing
        ? html`<cr-microphone-panel
            .trouble=${this.choosing}
            .microphone=${this.microphone}
            @close=${() => this.chosen()}
          ></cr-microphone-panel>`
        : nothing
    }`;
  }

  private chooseVoice(voice: VoiceChoice): void {
    this.voice = voice;
    prefer({ ...voice });
    void this.call.speakAs(voice.serverVoice ?? voice.browserVoice ?? '');
  }

  private renderNotice(): TemplateResult {
    const { leaving, soundStopped, microphoneStopped, speaksMuted, name: persona } = this;
    return callNotice(
      this.shown,
      { leaving, soundStopped, microphoneStopped, speaksMuted, persona },
      {
        leave: () => this.leave(),
        takeHere: () => location.reload(),
        wake: () => void Promise.allSettled([this.context.resume(), this.microphone.resume()]),
        read: () => this.call.troubleRead(),
        unmute: () => this.act('mute'),
        goOn: () => this.call.hold(false),
        helped: () => this.call.helpRead(),
      },
    );
  }

  private get shownPanels(): (readonly [Panel, boolean])[] {
    const panels: readonly Panel[] = this.call.test ? ['feeling'] : ['feeling', 'ledger'];
    return panels.map((panel) => [panel, this.panels.shows(panel, this.asSheet(panel))] as const);
  }

  private asSheet(panel: Panel): boolean {
    return panel === 'ledger' ? this.screenSize.narrow : this.screenSize.short;
  }

  /** Plugged in again, the same microphone is taken without a question; another one is only offered. */
  private async takeBack(): Promise<void> {
    if (this.isOver || this.microphone.isOpen) return;
    if (!(await this.microphone.takeBack().catch(() => false))) return;
    this.chosen();
    this.requestUpdate();
  }

  private chosen(): void {
    this.choosing = undefined;
    if (this.microphone.isOpen) this.call.microphoneBack();
  }

  /** Nobody hears here any more, whatever microphone is opened. */
  private get isOver(): boolean {
    return this.shown.connection === 'closed' || this.shown.connection === 'lost';
  }

  private heardMuted(): void {
    this.speaksMuted = true;
    clearTimeout(this.mutedNotice);
    this.mutedNotice = setTimeout(() => (this.speaksMuted = false), MUTED_NOTICE_MS);
  }

  private get standing(): Standing {
    return { ready: this.shown.lines.length > 0, held: this.shown.onHold, test: this.call.test };
  }

  private get name(): string {
    return firstName(onLine(this.shown));
  }

  private get look() {
    return lookOf(onLine(this.shown)?.dimensions ?? [], this.panels.blind ? {} : this.shown.feeling);
  }

  private get description(): string {
    return this.panels.blind ? this.name : describedFeeling(this.shown, this.name);
  }

  private show(next: CallState): void {
    if (next.rings > this.shown.rings) ring(this.context, 'far', 3);
    if (next.ended && !this.shown.ended) setTimeout(() => this.leave(), this.leaving ? 1_200 : 3_000);
    if (next.scenario !== this.shown.scenario) entitle(`${next.scenario?.persona.name ?? ''}, on the line`);
    this.shown = next;
    // Another window took the line over.
    if (this.isOver && !next.ended && !this.leaving) {
      this.microphone.close();
      this.choosing = undefined;
    }
  }

  private act(action: ShortcutAction): void {
    switch (action) {
      case 'mute':
        if (!this.microphone.isOpen) this.choosing = this.isOver ? undefined : 'choose';
        else this.call.mute(!this.call.muted);
        this.speaksMuted = false;
        return;
      case 'type':
        return this.controls.field.focus();
      case 'feeling':
      case 'ledger':
        return this.toggle(action);
      case 'details':
        this.details = !this.details;
        return;
      case 'hangup':
        return this.hangUp();
      default:
        return this.aid(action);
    }
  }

  private aid(aid: Aid): void {
    if (!canAsk(aid, this.standing)) return;
    switch (aid) {
      case 'hold':
        return this.call.hold(!this.shown.onHold);
      case 'again':
        return this.call.say(AGAIN);
      case 'help':
        return this.call.help();
      case 'restart':
        return this.restart();
    }
  }

  /** The old call stands in the list as far as it came. */
  private restart(): void {
    if (this.leaving) return;
    this.leaving = true;
    this.call.hangUp();
    this.dispatchEvent(new CustomEvent('restart'));
  }

  private toggle(panel: Panel): void {
    if (panel === 'ledger' && this.call.test) return;
    this.panels.toggle(panel, this.asSheet(panel));
    this.requestUpdate();
  }

  private hangUp(): void {
    if (this.leaving) return;
    if (this.shown.guest) return this.call.putDown();
    this.leaving = true;
    this.call.hangUp();
    setTimeout(() => this.leave(), ENDING_MS);
  }

  private leave(): void {
    if (!this.isConnected) return;
    this.dispatchEvent(new CustomEvent('over', { detail: this.shown.session ?? '' }));
  }
}
