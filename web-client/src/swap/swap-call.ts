import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { messageOf, scenarios, type ScenarioSummary } from '../api';
import { ledgerLines, type LedgerLine } from '../call/ledger';
import type { SessionEvent } from '../protocol/messages';
import { base } from '../style/base';
import { changeStyles, renderChange } from '../views/ledger-panel';
import '../views/meters';
import { leaveSeat, sayTurn, standOf, type Cue, type Stand } from './swap-api';
import './seat-phone';
import type { Happened, Hearing, SeatPhone } from './seat-phone';
import { swapStyles } from './swap-styles';

const LONGEST = 2_000;

/** A call from the persona's seat: the leader's lines with what they do, and the next turn to be said. */
@customElement('cr-swap-call')
export class SwapCall extends LitElement {
  static override styles = [base, changeStyles, swapStyles];

  @property({ reflect: true }) session = '';
  /** The phone is picked up as soon as there is a call. */
  @property({ type: Boolean }) spoken = false;
  @state() private scenario: ScenarioSummary | undefined;
  @state() private events: readonly SessionEvent[] = [];
  @state() private cue: Cue | undefined;
  @state() private over = false;
  @state() private trouble = '';
  @state() private busy = false;
  @state() private draft = '';
  /** What the phone has made out of the turn that is being said. */
  @state() private hearing = '';
  /** Whether the phone is up. */
  @state() private onPhone = false;
  @query('textarea') private readonly field!: HTMLTextAreaElement | null;
  @query('cr-seat-phone') private readonly phone!: SeatPhone | null;
  /** Counts the ways in which the server is asked: only the latest says how it stands. */
  private asked = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) void this.begin();
  }

  override render(): TemplateResult {
    const name = this.name;
    return html`<h1 tabindex="-1">You are ${name}</h1>
      <div role="log" aria-label="What was said">
        <ol class="said" data-testid="said">
          ${this.events.map((event) => this.renderEvent(event))}
        </ol>
      </div>
      <div role="status">
        ${!this.cue && !this.over && !this.trouble ? html`<p class="soft">The leader is speaking…</p>` : nothing}
        ${this.cue && this.onPhone ? html`<p class="unseen">${toHear(this.cue)}</p>` : nothing}
      </div>
      ${this.trouble ? this.renderTrouble() : nothing} ${this.cue ? this.renderCue(this.cue) : nothing}
      ${this.renderPhone()}
      ${
        this.over
          ? html`<p class="actions">
              <button class="primary" data-testid="to-report" @click=${() => this.leave()}>
                See what each line did
              </button>
            </p>`
          : nothing
      }`;
  }

  private renderTrouble(): TemplateResult {
    return html`<p role="alert" data-testid="error">${this.trouble}</p>
      ${this.over ? nothing : html`<p class="actions"><button data-testid="again" @click=${() => void this.follow()}>Try again</button></p>`}`;
  }

  private renderEvent(event: SessionEvent): TemplateResult | typeof nothing {
    switch (event.type) {
      case 'leader-spoke':
        return html`<li data-testid="leader-line">
          <span class="who">The leader${event.guest ? `, to ${this.called(event.guest)}` : nothing}</span>
          <p class="words">${event.text}</p>
        </li>`;
      case 'persona-spoke':
        return event.guest
          ? html`<li data-testid="guest-line">
              <span class="who">${this.called(event.guest)}</span>
              <p class="words">${event.text}</p>
            </li>`
          : html`<li class="mine">
              <span class="who">You, as ${this.name}</span>
              <p class="words">${event.text}</p>
            </li>`;
      case 'guest-came':
        return html`<li class="happened" data-testid="guest-came">
          <p>${event.name}, ${event.role}, is on the line, and ${this.name} waits.</p>
        </li>`;
      case 'guest-left':
        return html`<li class="happened" data-testid="guest-left"><p>${event.text}</p></li>`;
      case 'emotion-shifted':
        // What somebody else feels is none of the persona's.
        if (event.guest) return nothing;
        return this.renderLedger(this.scenario ? ledgerLines(event.turn, event.causes, this.scenario) : []);
      case 'world-event':
        return html`<li class="happened"><p>${event.text}</p></li>`;
      case 'session-ended':
        return html`<li class="happened" data-testid="ending"><p>${event.text}</p></li>`;
      default:
        return nothing;
    }
  }

  private renderPhone(): TemplateResult | typeof nothing {
    if (!this.scenario || !canRing()) return nothing;
    return html`<cr-seat-phone
      ?hidden=${this.over}
      .session=${this.session}
      ?picked=${this.spoken}
      @happened=${(event: Happened) => this.happened(event.detail)}
      @hearing=${(event: Hearing) => (this.hearing = event.detail)}
      @up=${() => this.pickedUp()}
      @down=${() => (this.onPhone = false)}
    ></cr-seat-phone>`;
  }

  /** What the line before it did. */
  private renderLedger(lines: readonly LedgerLine[]): TemplateResult | typeof nothing {
    if (lines.length === 0) return nothing;
    return html`<li class="effect" data-testid="effect">
      ${lines.map(
        ({ what, changes }) =>
          html`<p class="changes figures">
            <span class="what">${what}</span>
            ${changes.map(renderChange)}
          </p>`,
      )}
    </li>`;
  }

  private renderCue(cue: Cue): TemplateResult {
    const { direction, facts, feels, line, last } = cue;
    return html`<form class="cue" data-testid="cue" @submit=${(event: Event) => this.submit(event)}>
      <div id="to-do">
        <h2>What ${this.name} does now</h2>
        <p>${direction}</p>
        ${last ? html`<p>With this turn ${this.name} ends the call.</p>` : nothing}
      </div>
      ${
        facts.length > 0
          ? html`<div id="to-tell">
              <p class="small soft">To be told</p>
              <ul>
                ${facts.map((fact) => html`<li>${fact}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      <div>
        <p class="small soft">For instance</p>
        <p class="words"><q>${line}</q></p>
      </div>
      <details>
        <summary class="small soft">How ${this.name} feels, as written</summary>
        <cr-meters .dimensions=${this.scenario?.dimensions ?? []} .feeling=${feels}></cr-meters>
      </details>
      ${this.onPhone ? this.renderHeard() : nothing}
      <label
        >${this.onPhone ? 'Or typed' : `What you say as ${this.name}`}<textarea
          rows=${this.onPhone ? 1 : 3}
          data-testid="words"
          maxlength=${LONGEST}
          aria-describedby="to-do to-tell"
          .value=${this.draft}
          @input=${(event: Event) => (this.draft = (event.target as HTMLTextAreaElement).value)}
          @keydown=${(event: KeyboardEvent) => this.key(event)}
        ></textarea>
      </label>
      <p class="actions">
        <button class="primary" data-testid="say" ?disabled=${this.busy || this.draft.trim() === ''}>
          Say it
        </button>
        <button
          type="button"
          data-testid="say-line"
          ?disabled=${this.busy}
          @click=${() => void this.say(line)}
        >
          Say the line offered
        </button>
        <button
          type="button"
          class="quiet"
          data-testid="hang-up"
          ?disabled=${this.busy}
          @click=${() => void this.hangUp()}
        >
          Hang up
        </button>
      </p>
    </form>`;
  }

  /** What becomes the turn in a moment. */
  private renderHeard(): TemplateResult {
    return html`<div class="heard">
      <p class="small soft">You, as ${this.name}</p>
      <p class="words" data-testid="heard">${this.hearing || html`<span class="soft">…</span>`}</p>
    </div>`;
  }

  /** @param guest by which the log knows who is on the line */
  private called(guest: string): string {
    const came = this.events.findLast((event) => event.type === 'guest-came' && event.guest === guest);
    return came?.type === 'guest-came' ? (came.name.split(' ')[0] ?? guest) : guest;
  }

  private get name(): string {
    return this.scenario?.persona.name.split(' ')[0] ?? 'the persona';
  }

  private async begin(): Promise<void> {
    this.events = [];
    this.cue = undefined;
    this.over = false;
    this.scenario = undefined;
    this.draft = '';
    this.busy = false;
    this.hearing = '';
    await this.follow();
  }

  /** Whatever came before was not told over the phone. */
  private pickedUp(): void {
    this.onPhone = true;
    void this.follow();
  }

  /** Told over the phone. */
  private happened(event: SessionEvent): void {
    this.events = merged(this.events, [event]);
    if (isMine(event)) {
      this.cue = undefined;
      this.hearing = '';
      void this.follow();
    } else if (event.type === 'session-ended') {
      void this.follow();
    }
  }

  /** Asks until there is something to say, or the call is over. */
  private async follow(): Promise<void> {
    this.trouble = '';
    const { session } = this;
    const asking = ++this.asked;
    try {
      const stand = await standOf(session, known(this.events));
      const id = stand.events.find((event) => event.type === 'session-started')?.scenario;
      const scenario = this.scenario ?? (await scenarios()).find((known) => known.id === id);
      // Another call may have been opened meanwhile, or the phone has told of more.
      if (asking !== this.asked) return;
      this.scenario = scenario;
      await this.take(stand);
    } catch (error) {
      if (asking === this.asked) this.trouble = messageOf(error);
    }
  }

  private async take({ events, cue, over, trouble }: Stand): Promise<void> {
    this.events = merged(this.events, events);
    // It has arrived after all, though the answer to it was lost.
    if (events.some((event) => isMine(event) && event.text === this.draft.trim())) this.draft = '';
    this.cue = cue ?? undefined;
    this.over = over;
    this.trouble = trouble;
    if (!cue && !over && this.isConnected) {
      await this.follow();
      return;
    }
    await this.updateComplete;
    if (this.onPhone && !over) {
      this.renderRoot.querySelector('form')?.scrollIntoView({ block: 'nearest' });
      return;
    }
    (this.field ?? this.renderRoot.querySelector<HTMLElement>('[data-testid=to-report]'))?.focus();
    this.renderRoot.querySelector('form, .actions')?.scrollIntoView({ block: 'nearest' });
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.say(this.draft);
  }

  /** Enter says it, as in the call; with Shift it begins a line. */
  private key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.say(this.draft);
  }

  private async say(text: string): Promise<void> {
    const { cue, session } = this;
    if (!cue || text.trim() === '') return;
    if (this.phone?.say(text)) {
      this.draft = '';
      return;
    }
    await this.send(() => sayTurn(session, cue.turn, text));
  }

  private async hangUp(): Promise<void> {
    const { session } = this;
    await this.send(() => leaveSeat(session));
  }

  /** One at a time, or the server is asked twice what came of it. */
  private async send(turn: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    const { session } = this;
    this.busy = true;
    this.trouble = '';
    try {
      await turn();
    } catch (error) {
      // The words stand there still.
      if (session === this.session) this.trouble = messageOf(error);
      return;
    } finally {
      if (session === this.session) this.busy = false;
    }
    // Another call may have been opened meanwhile.
    if (session !== this.session) return;
    this.draft = '';
    this.cue = undefined;
    await this.follow();
  }

  private leave(): void {
    this.dispatchEvent(new CustomEvent('over'));
  }
}

/** Whether it is a turn of whoever has the seat: a guest speaks alone. */
function isMine(event: SessionEvent): event is SessionEvent & { type: 'persona-spoke' } {
  return event.type === 'persona-spoke' && !event.guest;
}

/** By their numbers: two ways tell of them. */
function merged(events: readonly SessionEvent[], more: readonly SessionEvent[]): readonly SessionEvent[] {
  const all = new Map([...events, ...more].map((event) => [event.sequence, event]));
  return [...all.values()].sort((one, other) => one.sequence - other.sequence);
}

/** Up to which number none is missing. */
function known(events: readonly SessionEvent[]): number {
  const gap = events.findIndex(({ sequence }, i) => sequence !== i + 1);
  return gap < 0 ? events.length : gap;
}

/** The cue for whoever does not see it, and has no field to be led to. */
function toHear({ direction, facts, line, last }: Cue): string {
  const told = facts.length > 0 ? ` To be told: ${facts.join(' ')}` : '';
  return `Your turn. ${direction}${told} For instance: ${line}${last ? ' It is the last turn.' : ''}`;
}

/** Over plain http from another machine browsers give no microphone, and play nothing either. */
export function canRing(): boolean {
  return (navigator.mediaDevices as MediaDevices | undefined) !== undefined;
}
