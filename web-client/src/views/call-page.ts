import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import {
  lineTo,
  callSettings,
  messageOf,
  scenarios,
  sessions,
  type CallSettings,
  type ScenarioSummary,
} from '../api';
import { openMicrophone } from '../call/microphone-choice';
import { prefer, preferences } from '../call/preferences';
import type { Microphone } from '../audio/microphone';
import type { Opening } from '../call/connection';
import type { LiveCall } from '../call/live-call';
import {
  findCall,
  findLine,
  findResumption,
  forgetResumption,
  keepForResumption,
  type Resumption,
} from '../call/resumption';
import { go } from '../routing';
import { base } from '../style/base';
import type * as Parts from './call-parts';
import type { Setup } from './microphone-check';
import './ring-view';
import './theme-switch';

type Stage = 'ringing' | 'declined' | 'checking' | 'calling' | 'unreachable';

/** From the ringing phone to the end of the call. */
@customElement('cr-call-page')
export class CallPage extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      cr-theme-switch {
        position: fixed;
        top: var(--space-3);
        right: var(--space-3);
        z-index: 5;
      }
      @media (max-height: 30rem) {
        cr-theme-switch {
          top: 0;
          right: 0;
        }
      }
      .sorry {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--space-5);
        min-height: 100dvh;
        padding: var(--space-5);
        text-align: center;
      }
      .sorry h1 {
        font-size: var(--step-4);
        font-weight: 300;
      }
      .sorry p {
        max-width: 30rem;
        color: var(--ink-soft);
      }
    `,
  ];

  /** The address says that a call is on. */
  @property({ type: Boolean }) live = false;
  /** One came here from another screen. */
  @property({ type: Boolean }) arrived = false;
  @state() private stage: Stage = 'ringing';
  @state() private scenario: ScenarioSummary | undefined;
  @state() private known: readonly ScenarioSummary[] = [];
  @state() private settings: CallSettings | undefined;
  @state() private trouble = '';
  /** A call that was left and is still on. */
  @state() private left: Resumption | undefined;
  private microphone: Microphone | undefined;
  private context: AudioContext | undefined;
  private call: LiveCall | undefined;
  /** What the call was begun with. */
  private opening: Opening | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = findCall();
    if (this.live && kept?.session) void this.goOn(kept);
    else if (this.live) go({ page: 'home' });
    void this.load();
    if (!this.live) void this.findLeft();
  }

  override disconnectedCallback(): void {
    this.call?.close();
    this.microphone?.close();
    void this.context?.close();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`${this.renderStage()}<cr-theme-switch></cr-theme-switch>`;
  }

  private renderStage(): TemplateResult {
    switch (this.stage) {
      case 'ringing':
      case 'declined':
        return html`<main>
          <cr-ring
            ?arrived=${this.arrived}
            .scenario=${this.scenario}
            .choices=${this.known}
            .settings=${this.settings}
            @choose-scenario=${(event: CustomEvent<string>) => this.choose(event.detail)}
            .note=${this.retake?.note ?? ''}
            .from=${this.retake?.from}
            ?declined=${this.stage === 'declined'}
            @answer=${() => void this.answer()}
            @decline=${() => this.decline()}
            .left=${this.left !== undefined}
            @return-to-call=${() => this.returnToCall()}
            @hang-up-left=${() => void this.hangUpLeft()}
          ></cr-ring>
        </main>`;
      case 'checking':
        return html`<main>
          <cr-microphone-check
            .microphone=${this.microphone}
            .scenario=${this.scenario}
            .keeping=${this.settings?.kept}
            @proceed=${(event: CustomEvent<Setup>) => this.begin(event.detail)}
          ></cr-microphone-check>
        </main>`;
      case 'calling':
        return html`${keyed(
          this.call,
          html`<cr-call
            .call=${this.call}
            .microphone=${this.microphone}
            .context=${this.context}
            @over=${(event: CustomEvent<string>) => this.leave(event.detail)}
            @restart=${() => void this.restart()}
          ></cr-call>`,
        )}`;
      case 'unreachable':
        return html`<main class="sorry">
          <h1>The line is dead</h1>
          <p data-testid="error" role="alert">${this.trouble}</p>
          <button class="primary" @click=${() => this.load()}>Try again</button>
        </main>`;
    }
  }

  /** A tab that was closed in mid-call, or the phone's own call that took it away: the line may still be there. */
  private async findLeft(): Promise<void> {
    const line = findLine();
    if (!line) return;
    const known = await sessions().catch(() => []);
    if (known.some(({ session, status }) => session === line.session && status === 'live')) this.left = line;
  }

  private returnToCall(): void {
    const line = this.left;
    this.left = undefined;
    if (!line) return;
    keepForResumption(line);
    void this.goOn(line);
    go({ page: 'call' });
  }

  private async hangUpLeft(): Promise<void> {
    const line = this.left;
    this.left = undefined;
    const parts = line && (await this.parts());
    if (!line || !parts) return;
    const connection = new parts.CallLine(lineTo('/ws/call'), line);
    connection.onmessage = (message) => {
      if (message.type === 'event' && message.event.type === 'session-ended') {
        connection.close();
        forgetResumption();
        go({ page: 'report', session: line.session ?? '' });
      }
    };
    connection.open();
    connection.send({ type: 'hangup' });
  }

  private async load(): Promise<void> {
    try {
      this.known = await scenarios();
      const wanted = this.retake?.scenario ?? preferences().scenario;
      this.scenario = this.known.find(({ id }) => id === wanted) ?? this.known[0];
      this.settings = await callSettings().catch(() => undefined);
      if (this.stage === 'unreachable') this.stage = 'ringing';
      // Once it rings there is time for the rest.
      void import('./call-parts').catch(() => undefined);
    } catch (error) {
      if (this.stage === 'calling') return;
      this.trouble = messageOf(error);
      this.stage = 'unreachable';
    }
  }

  /** A retake waits to be answered: its session exists, but was never on this page. */
  private get retake(): Resumption | undefined {
    const kept = findResumption();
    return kept?.session === undefined ? kept : undefined;
  }

  private choose(id: string): void {
    prefer({ scenario: id });
    this.scenario = this.known.find((scenario) => scenario.id === id);
  }

  private decline(): void {
    if (this.retake) forgetResumption();
    this.stage = 'declined';
  }

  /** The click that answers also lets the page sound. */
  private async answer(): Promise<void> {
    this.context ??= new AudioContext({ latencyHint: 'interactive' });
    void this.context.resume();
    const parts = await this.parts();
    if (!parts) return;
    this.microphone ??= new parts.Microphone();
    this.stage = 'checking';
  }

  /** What a call takes is not waited for by the phone that rings. @returns nothing where it cannot be fetched */
  private async parts(): Promise<typeof Parts | undefined> {
    try {
      return await import('./call-parts');
    } catch {
      this.trouble = 'A part of the page could not be fetched. Is the server still running?';
      this.stage = 'unreachable';
      return undefined;
    }
  }

  private begin(setup: Setup): void {
    const retake = this.retake;
    const scenario = retake?.scenario ?? this.scenario?.id ?? '';
    const voice = setup.browserVoice ? 'client' : 'server';
    const test = preferences().test ?? false;
    const met = retake ? { resume: retake.resume } : this.met();
    void this.start({ scenario, voice, test, ...setup, ...met });
    go({ page: 'call' });
  }

  /** How the person is met, as it was chosen on the ringing phone's page. */
  private met(): Pick<Opening, 'difficulty' | 'pace' | 'earlier'> {
    const { difficulty, pace, earlier } = preferences();
    const known = (id: string | undefined, of: readonly { readonly id: string }[] = []): boolean =>
      id !== undefined && of.some((it) => it.id === id);
    const remembered = this.scenario?.earlier ?? [];
    return {
      ...(difficulty && known(difficulty, this.settings?.difficulties) ? { difficulty } : {}),
      ...(pace && known(pace, this.settings?.paces) ? { pace } : {}),
      ...(earlier === '' || remembered.some(({ session }) => session === earlier)
        ? { earlier: earlier ?? '' }
        : {}),
    };
  }

  /** After a reload: the call is still there. */
  private async goOn({ rings, ...line }: Resumption): Promise<void> {
    this.context ??= new AudioContext({ latencyHint: 'interactive' });
    const parts = await this.parts();
    if (!parts || !this.isConnected) return;
    this.microphone ??= new parts.Microphone();
    await this.start({ ...line, answered: rings !== true });
    // Without a microphone the call goes on typed; the call's own view says so.
    await openMicrophone(this.microphone).catch(() => undefined);
    this.requestUpdate();
  }

  private async start(opening: Opening): Promise<void> {
    const { context, microphone } = this;
    const parts = await this.parts();
    if (!parts || !context || !microphone) return;
    this.opening = opening;
    this.call = new parts.LiveCall(new parts.CallLine(lineTo('/ws/call'), opening), opening, {
      microphone,
      speaker: new parts.Speaker(context),
      ...(opening.voice === 'client' ? { browserVoice: new parts.BrowserVoice(opening.browserVoice) } : {}),
    });
    this.stage = 'calling';
    // It must not have to be fetched at the moment when the call is over.
    void import('../report/report-page').catch(() => undefined);
  }

  /** The same call with the same voice, from the first ring on. */
  private async restart(): Promise<void> {
    const before = this.opening;
    this.call?.close();
    forgetResumption();
    if (!before) {
      go({ page: 'home' });
      return;
    }
    const { resume, answered, ...anew } = before;
    await this.start(anew);
    this.requestUpdate();
  }

  private leave(session: string): void {
    this.call?.close();
    this.call = undefined;
    this.microphone?.close();
    this.stage = 'ringing';
    go(session ? { page: 'report', session } : { page: 'home' });
  }
}
