import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Microphone } from '../audio/microphone';
import { ring } from '../audio/ringing';
import { NO_CALL, type CallState } from '../call/call-state';
import { inWords, lookOf } from '../call/feeling';
import type { LiveCall } from '../call/live-call';
import { minutesAndSeconds, nightTime } from '../call/night';
import { base } from '../style/base';
import './call-controls';
import type { CallControls } from './call-controls';
import { callStyles } from './call-styles';
import './call-details';
import './captions-view';
import { icon } from './icons';
import './ledger-panel';
import './meters';
import './microphone-panel';
import './presence';
import type { Presence } from './presence';
import { shortcutFor, type ShortcutAction } from './shortcuts';

type Panel = 'feeling' | 'ledger';

const HIDDEN = 'calmroom.hidden';
/** After hanging up, the ending comes within this time, or the report is opened without it. */
const ENDING_MS = 4_000;

/** The call itself. */
@customElement('cr-call')
export class CallView extends LitElement {
  static override styles = [base, callStyles];

  @property({ attribute: false }) call!: LiveCall;
  @property({ attribute: false }) microphone!: Microphone;
  @property({ attribute: false }) context!: AudioContext;
  private unwatch: () => void = () => undefined;
  @state() private shown: CallState = NO_CALL;
  @state() private level = 0;
  @state() private hiddenPanels: ReadonlySet<Panel> = hiddenPanels();
  @state() private details = false;
  @state() private choosing: 'choose' | 'unplugged' | undefined;
  @state() private leaving = false;
  @state() private soundBlocked = false;
  @state() private narrow = false;
  @query('cr-presence') private readonly presence!: Presence;
  @query('cr-call-controls') private readonly controls!: CallControls;
  private readonly narrowScreen = matchMedia('(max-width: 68rem)');

  private readonly keyed = (event: KeyboardEvent): void => {
    const action = shortcutFor(event);
    if (!action) return;
    event.preventDefault();
    this.act(action);
  };

  private readonly fit = (): void => {
    this.narrow = this.narrowScreen.matches;
  };

  private readonly listen = (): void => {
    this.soundBlocked = this.context.state === 'suspended';
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyed);
    this.narrowScreen.addEventListener('change', this.fit);
    this.context.addEventListener('statechange', this.listen);
    this.fit();
    this.listen();
    this.call.onchange = (next) => this.show(next);
    this.call.onpersonalevel = (level) => {
      this.presence.level = level;
    };
    this.call.onleaderlevel = (level) => (this.level = level);
    this.microphone.onlost = () => {
      this.call.microphoneLost();
      this.choosing = 'unplugged';
    };
    this.unwatch = this.microphone.watchDevices(() => void this.takeBack());
    this.call.begin();
  }

  override disconnectedCallback(): void {
    this.unwatch();
    window.removeEventListener('keydown', this.keyed);
    this.narrowScreen.removeEventListener('change', this.fit);
    this.context.removeEventListener('statechange', this.listen);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`${this.renderHeader()}
      <aside class="feeling" aria-label="How ${this.name} feels" ?hidden=${this.hiddenPanels.has('feeling')}>
        ${this.narrow ? nothing : html`<h2>How ${this.name} feels</h2>`}
        <cr-meters
          ?compact=${this.narrow}
          .dimensions=${this.shown.scenario?.dimensions ?? []}
          .feeling=${this.shown.feeling}
          .previous=${this.shown.feelingBefore}
        ></cr-meters>
      </aside>
      <main>
        <cr-presence .look=${this.look} description=${this.description}></cr-presence>
        <cr-captions .call=${this.shown}></cr-captions>
        ${this.renderNotice()}
      </main>
      <aside
        class="ledger"
        aria-label="What your words do"
        data-testid="ledger"
        ?hidden=${this.hiddenPanels.has('ledger')}
      >
        <h2>What your words do</h2>
        <cr-ledger .lines=${this.shown.ledger}></cr-ledger>
      </aside>
      <footer>
        <cr-call-controls
          ?muted=${this.call.muted}
          ?hears=${this.microphone.isOpen}
          .level=${this.level}
          .persona=${this.name}
          @mute=${() => this.act('mute')}
          @hangup=${() => this.act('hangup')}
          @say=${(event: CustomEvent<string>) => this.call.say(event.detail)}
        ></cr-call-controls>
        ${this.renderQuiet()}
      </footer>
      ${this.details ? html`<cr-call-details .call=${this.shown} @close=${() => (this.details = false)} @choose-microphone=${() => (this.choosing = 'choose')}></cr-call-details>` : nothing}
      ${
        this.choosing
          ? html`<cr-microphone-panel
              .trouble=${this.choosing}
              .microphone=${this.microphone}
              @close=${() => this.chosen()}
            ></cr-microphone-panel>`
          : nothing
      }
      <p class="unseen" aria-live="polite">${this.shown.announcement}</p>`;
  }

  private renderHeader(): TemplateResult {
    const { scenario, elapsedMs, remainingMs, night, ending } = this.shown;
    const time = night ?? (scenario ? nightTime(scenario.clock, elapsedMs) : '');
    return html`<header>
      <div class="who">
        <h1>${scenario?.persona.name}</h1>
        <p>${scenario?.persona.role}</p>
      </div>
      <p class="clock figures">
        <time data-testid="clock">${time}</time>
        ${
          remainingMs === undefined
            ? nothing
            : html`<span class=${ending ? 'ending' : ''}>${minutesAndSeconds(remainingMs)} left</span>`
        }
      </p>
      <p class="happening" role="status" ?hidden=${this.shown.happenings.length === 0}>
        ${icon('phone')}<span>${this.shown.happenings.at(-1)}</span>
      </p>
    </header>`;
  }

  /** One notice at a time, the gravest first. */
  private renderNotice(): TemplateResult | typeof nothing {
    const { connection, trouble, ended } = this.shown;
    if (ended) return notice(html`<strong>${ended.text}</strong> The report is being written.`, 'status');
    if (trouble?.fatal || connection === 'lost') {
      const message = trouble?.message ?? 'The line could not be brought back. What was said is kept.';
      return notice(
        html`<span>${message}</span
          ><button @click=${() => this.leave()}>${this.shown.session ? 'To the report' : 'Back'}</button>`,
        'alert',
      );
    }
    if (this.leaving) return notice(html`Hanging up…`, 'status');
    if (connection === 'reconnecting') {
      return notice(
        html`The line dropped. Coming back; what you say now is kept for twenty seconds.`,
        'status',
      );
    }
    if (this.soundBlocked) {
      return notice(
        html`<span>Your browser holds the sound back after a reload.</span>
          <button class="primary" @click=${() => this.context.resume()}>Go on with the call</button>`,
        'alert',
      );
    }
    if (trouble) {
      return notice(
        html`<span>${trouble.message}</span
          ><button @click=${() => this.call.troubleRead()}>All right</button>`,
        'alert',
      );
    }
    if (connection === 'connecting' || this.shown.lines.length === 0)
      return notice(html`Connecting…`, 'status');
    return nothing;
  }

  /** Plugged in again, the same microphone is taken without a question; another one is only offered. */
  private async takeBack(): Promise<void> {
    if (this.microphone.isOpen || !(await this.microphone.takeBack().catch(() => false))) return;
    this.chosen();
    this.requestUpdate();
  }

  private chosen(): void {
    this.choosing = undefined;
    if (this.microphone.isOpen) this.call.microphoneBack();
  }

  private renderQuiet(): TemplateResult {
    const toggle = (panel: Panel, label: string): TemplateResult =>
      html`<button
        class="quiet"
        aria-pressed=${this.hiddenPanels.has(panel) ? 'false' : 'true'}
        @click=${() => this.act(panel)}
      >
        ${icon(panel)}<span>${label}</span>
      </button>`;
    return html`<div class="quiet-row">
      ${toggle('feeling', 'Feeling')} ${toggle('ledger', 'Ledger')}
      <button class="quiet engines" aria-haspopup="dialog" @click=${() => this.act('details')}>
        ${icon('info')}<span data-testid="engines">${this.engineNames()}</span>
      </button>
      <span class="unseen" data-testid="connection">${this.shown.connection}</span>
    </div>`;
  }

  private engineNames(): string {
    const engines = this.shown.engines;
    return engines ? [engines.recognition, engines.persona, engines.voice].join(' · ') : 'Engines';
  }

  private get name(): string {
    return this.shown.scenario?.persona.name.split(' ')[0] ?? '';
  }

  private get look() {
    return lookOf(
      this.shown.scenario?.dimensions ?? [],
      this.hiddenPanels.has('feeling') ? {} : this.shown.feeling,
    );
  }

  private get description(): string {
    if (this.hiddenPanels.has('feeling')) return this.name;
    const words = (this.shown.scenario?.dimensions ?? []).map(
      (dimension) => `${dimension.label}: ${inWords(dimension, this.shown.feeling[dimension.id] ?? 0)}`,
    );
    return [this.name, ...words].join(', ');
  }

  private show(next: CallState): void {
    if (next.rings > this.shown.rings) ring(this.context, 'far', 3);
    if (next.ended && !this.shown.ended) this.leaveSoon();
    this.shown = next;
  }

  private act(action: ShortcutAction): void {
    switch (action) {
      case 'mute':
        if (!this.microphone.isOpen) this.choosing = 'choose';
        else this.call.mute(!this.call.muted);
        return;
      case 'type':
        return this.controls.type();
      case 'feeling':
      case 'ledger':
        return this.toggle(action);
      case 'details':
        this.details = !this.details;
        return;
      case 'hangup':
        return this.hangUp();
    }
  }

  private toggle(panel: Panel): void {
    const hidden = new Set(this.hiddenPanels);
    if (!hidden.delete(panel)) hidden.add(panel);
    this.hiddenPanels = hidden;
    localStorage.setItem(HIDDEN, [...hidden].join(' '));
  }

  private hangUp(): void {
    if (this.leaving) return;
    this.leaving = true;
    this.call.hangUp();
    setTimeout(() => this.leave(), ENDING_MS);
  }

  private leaveSoon(): void {
    setTimeout(() => this.leave(), this.leaving ? 1_200 : 3_000);
  }

  private leave(): void {
    if (!this.isConnected) return;
    this.dispatchEvent(new CustomEvent('over', { detail: this.shown.session ?? '' }));
  }
}

function notice(content: TemplateResult, role: 'status' | 'alert'): TemplateResult {
  return html`<div class="notice" role=${role} data-testid=${role === 'alert' ? 'error' : nothing}>
    ${content}
  </div>`;
}

function hiddenPanels(): ReadonlySet<Panel> {
  const kept = localStorage.getItem(HIDDEN);
  const narrow = matchMedia('(max-width: 68rem)').matches;
  if (kept === null) return new Set<Panel>(narrow ? ['ledger'] : []);
  return new Set(
    kept.split(' ').filter((panel): panel is Panel => panel === 'feeling' || panel === 'ledger'),
  );
}
