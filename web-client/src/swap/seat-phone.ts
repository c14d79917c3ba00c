import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lineTo } from '../api';
import { browserVoices } from '../audio/browser-voice';
import { keepRunning } from '../audio/keep-running';
import type { Microphone, MicrophoneTrouble } from '../audio/microphone';
import type { CallState } from '../call/call-state';
import type { LiveCall } from '../call/live-call';
import { openMicrophone } from '../call/microphone-choice';
import { preferences } from '../call/preferences';
import type { SessionEvent } from '../protocol/messages';
import { base } from '../style/base';
import '../views/level-meter';
import { helpFor } from '../views/microphone-help';
import { keepAwake } from '../wake-lock';
import { phoneStyles } from './swap-styles';

/** What the phone hears of whoever plays the persona, and belongs to no turn yet. */
export type Hearing = CustomEvent<string>;
/** Something was written down. */
export type Happened = CustomEvent<SessionEvent>;

const DOWN = 'The phone is down: what the leader says is read, and you type.';

/** The phone at a seat: the leader is heard, and what is said into the microphone is the persona's turn. */
@customElement('cr-seat-phone')
export class SeatPhone extends LitElement {
  static override styles = [base, phoneStyles];

  @property() session = '';
  /** Whether it is picked up as soon as it is there. */
  @property({ type: Boolean }) picked = false;
  @state() private call: LiveCall | undefined;
  @state() private said: CallState | undefined;
  @state() private microphoneTrouble: MicrophoneTrouble | undefined;
  @state() private why = DOWN;
  @state() private busy = false;
  @state() private level = 0;
  private microphone: Microphone | undefined;
  private putAway: () => void = () => undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    this.putDown();
    if (this.picked) void this.pickUp();
  }

  override disconnectedCallback(): void {
    this.putDown();
    super.disconnectedCallback();
  }

  /** Whether words can be said over it. */
  get isUp(): boolean {
    return this.said?.connection === 'open';
  }

  /** @returns whether it was said over the phone */
  say(text: string): boolean {
    if (!this.isUp) return false;
    this.call?.say(text);
    return true;
  }

  override render(): TemplateResult {
    return html`<section class="phone" aria-label="The phone" data-testid="phone">
      <p role="status" data-testid="phone-state">${this.saying()}</p>
      ${this.call && !this.microphoneTrouble && !this.call.muted ? html`<cr-level-meter .level=${this.level}></cr-level-meter>` : nothing}
      ${this.renderTrouble()}
      <p class="actions">${this.call ? this.renderUp(this.call) : this.renderDown()}</p>
    </section>`;
  }

  private renderUp(call: LiveCall): TemplateResult {
    return html`${
        this.microphoneTrouble
          ? html`<button data-testid="open-microphone" @click=${() => void this.listen()}>
              Try the microphone again
            </button>`
          : html`<button
              data-testid="mute"
              aria-pressed=${call.muted ? 'true' : 'false'}
              @click=${() => call.mute(!call.muted)}
            >
              Mute
            </button>`
      }
      <button class="quiet" data-testid="put-down" @click=${() => this.putDown()}>Go on in writing</button>`;
  }

  private renderDown(): TemplateResult {
    return html`<button data-testid="pick-up" ?disabled=${this.busy} @click=${() => void this.pickUp()}>
      Pick up the phone
    </button>`;
  }

  private renderTrouble(): TemplateResult | typeof nothing {
    const help = this.microphoneTrouble && helpFor(this.microphoneTrouble);
    const trouble = this.said?.trouble;
    return html`${help ? html`<p role="alert" data-testid="microphone-trouble">${help.what} ${help.todo}</p>` : nothing}
    ${trouble && this.call ? html`<p role="alert" data-testid="phone-trouble">${trouble.message}</p>` : nothing}`;
  }

  private saying(): string {
    switch (this.call && (this.said?.connection ?? 'connecting')) {
      case 'connecting':
        return 'The phone is being picked up…';
      case 'reconnecting':
        return 'The line is away. It comes back by itself, and what you say meanwhile is heard then.';
      case 'open':
        if (this.microphoneTrouble) return 'You hear the leader, and type what you say.';
        return this.call?.muted ? 'You are muted.' : 'You are on the phone: speak when it is your turn.';
      default:
        return this.busy ? 'The phone is being picked up…' : this.why;
    }
  }

  private async pickUp(): Promise<void> {
    if (this.busy || this.call) return;
    this.busy = true;
    const { session } = this;
    try {
      const context = new AudioContext({ latencyHint: 'interactive' });
      void context.resume();
      const { BrowserVoice, CallLine, LiveCall, Microphone, Speaker } = await import('./phone-parts');
      const microphone = new Microphone();
      const { browserVoice } = preferences();
      const here = browserVoices().some(({ name }) => name === browserVoice) ? browserVoice : undefined;
      const opening = {
        scenario: '',
        voice: here ? ('client' as const) : ('server' as const),
        seat: session,
      };
      const call = new LiveCall(new CallLine(lineTo('/ws/seat'), opening), opening, {
        microphone,
        speaker: new Speaker(context),
        ...(here ? { browserVoice: new BrowserVoice(here) } : {}),
      });
      const rest = [keepAwake(), keepRunning(context)];
      this.putAway = () => {
        call.close();
        microphone.close();
        rest.forEach((end) => end());
        void context.close();
      };
      // Another call may have been opened meanwhile, or none.
      if (session !== this.session || !this.isConnected) {
        this.putDown();
        return;
      }
      this.begin(call, microphone);
      await this.listen();
    } catch {
      this.putDown('The phone could not be picked up; type instead, or try again.');
    } finally {
      this.busy = false;
    }
  }

  private begin(call: LiveCall, microphone: Microphone): void {
    this.call = call;
    this.microphone = microphone;
    call.onchange = (next) => this.became(next);
    call.onevent = (event) => {
      // What was wrong with the turn before is over with it.
      if (event.type === 'persona-spoke') call.troubleRead();
      this.tell('happened', event);
    };
    call.onleaderlevel = (level) => (this.level = level);
    microphone.onlost = () => {
      this.microphoneTrouble = 'unplugged';
      call.microphoneLost();
    };
    call.begin();
  }

  /** Without a microphone the leader is heard all the same. */
  private async listen(): Promise<void> {
    const { call, microphone } = this;
    if (!call || !microphone) return;
    try {
      await openMicrophone(microphone);
      // Put down meanwhile: a microphone that nobody wants any more is not left open.
      if (this.microphone !== microphone) {
        microphone.close();
        return;
      }
      this.microphoneTrouble = undefined;
      call.microphoneBack();
    } catch (error) {
      if (this.microphone !== microphone) return;
      this.microphoneTrouble = (error as { readonly trouble?: MicrophoneTrouble }).trouble ?? 'failed';
    }
  }

  private became(next: CallState): void {
    const before = this.said;
    this.said = next;
    if (next.hearing !== before?.hearing) this.tell('hearing', heard(next));
    if (next.connection === before?.connection) {
      this.requestUpdate();
      return;
    }
    switch (next.connection) {
      case 'open':
        this.tell('up', undefined);
        return;
      case 'lost':
        this.putDown('The line is lost. Pick up again, or go on in writing.');
        return;
      case 'closed':
        this.putDown(
          next.trouble?.fatal
            ? next.trouble.message
            : 'The phone is down here: it was picked up elsewhere, or the call is over.',
        );
        return;
      case 'connecting':
      case 'reconnecting':
    }
  }

  private putDown(why = DOWN): void {
    this.putAway();
    this.putAway = () => undefined;
    this.call = undefined;
    this.said = undefined;
    this.microphone = undefined;
    this.microphoneTrouble = undefined;
    this.why = why;
    this.tell('hearing', '');
    this.tell('down', undefined);
  }

  private tell(what: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

function heard({ hearing }: CallState): string {
  return hearing ? [hearing.settled, hearing.text].filter(Boolean).join(' ') : '';
}
