import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CallSettings, ScenarioSummary } from '../api';
import { KeptFocus, goOnAt } from '../arriving';
import { Bell } from '../audio/bell';
import type { Resumption } from '../call/resumption';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { entitle } from '../title';
import './call-cards';
import { icon } from './icons';
import './presence';

/** A phone that rings: who it is, and the two things one can do. */
@customElement('cr-ring')
export class RingView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        text-align: center;
      }
      .phone {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto auto;
        height: 100dvh;
        padding: var(--space-5) var(--space-5) var(--space-3);
        background: radial-gradient(ellipse 80% 55% at 50% 38%, var(--surface), transparent 70%);
      }
      /* What else there is looks in at the foot of the phone's page. */
      .phone:has(+ cr-call-cards) {
        height: calc(100dvh - 4rem);
      }
      cr-call-cards {
        padding: var(--space-4) var(--space-5) var(--space-6);
      }
      /* The choices stay at the foot; what gives way is the drawing. */
      .caller {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: safe center;
        gap: var(--space-2);
        min-height: 0;
        overflow-y: auto;
        scrollbar-width: thin;
        scrollbar-color: var(--line) transparent;
      }
      .caller > * {
        flex: none;
      }
      .caller cr-presence {
        flex: 0 1 22rem;
        min-height: 0;
        max-width: 60vw;
        margin-bottom: var(--space-3);
      }
      h1 {
        font-size: var(--step-5);
        font-weight: 300;
        letter-spacing: -0.02em;
      }
      .role {
        font-size: var(--step-1);
        color: var(--ink-soft);
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0 var(--space-3);
        color: var(--ink-soft);
        font-size: var(--step--1);
        text-wrap: balance;
      }
      .summary {
        max-width: 34rem;
        margin-top: var(--space-3);
        text-wrap: balance;
        color: var(--ink-soft);
        font: 400 var(--step-1) / 1.5 var(--words);
      }
      .retake {
        display: grid;
        gap: var(--space-2);
        max-width: 34rem;
        margin-top: var(--space-3);
        color: var(--ink-soft);
      }
      .retake q {
        font: italic 400 var(--step-1) / 1.4 var(--words);
        color: var(--ink);
        quotes: '“' '”';
      }
      .choices {
        display: flex;
        justify-content: center;
        gap: clamp(3rem, 14vw, 7rem);
        padding: var(--space-5) 0 var(--space-4);
      }
      .choice {
        flex-direction: column;
        gap: var(--space-3);
        min-width: 5.5rem;
        padding: 0;
        border: 0;
        background: none;
      }
      .choice span {
        display: grid;
        place-items: center;
        width: 4.75rem;
        height: 4.75rem;
        border-radius: 50%;
        transition: transform 200ms var(--ease);
      }
      .choice svg {
        width: 2rem;
        height: 2rem;
      }
      .choice:hover span {
        transform: scale(1.05);
      }
      .choice:focus-visible {
        border-radius: var(--radius);
      }
      .answer span {
        background: var(--accent);
        color: var(--on-accent);
        animation: breathe 2.6s ease-in-out infinite;
      }
      .decline span {
        border: 1px solid var(--line-strong);
        color: var(--ink-soft);
      }
      @keyframes breathe {
        50% {
          box-shadow: 0 0 0 0.9rem var(--accent-wash);
        }
      }
      @media (max-height: 44rem) {
        .phone {
          padding-top: var(--space-3);
        }
        h1 {
          font-size: var(--step-4);
        }
        .summary {
          margin-top: var(--space-1);
          font-size: var(--step-0);
        }
        .choices {
          padding: var(--space-3) 0 var(--space-1);
        }
        .choice {
          flex-direction: row;
          font-size: var(--step-0);
        }
        .choice span {
          width: 3.5rem;
          height: 3.5rem;
        }
        .choice svg {
          width: 1.5rem;
          height: 1.5rem;
        }
      }
      /* At 400 % who rings stands first; how goes on behind a scroll. */
      @media (max-height: 20rem) {
        .caller {
          gap: 0;
        }
        .state {
          flex-wrap: nowrap;
        }
        .caller cr-presence {
          display: none;
        }
        h1 {
          order: -1;
          font-size: var(--step-2);
        }
        .choices {
          padding-top: var(--space-1);
        }
      }
      @media (max-width: 26rem) {
        .choices {
          gap: var(--space-5);
        }
      }
      @media (forced-colors: active) {
        .answer span {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--space-1) var(--space-5);
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-height: var(--touch);
      }
    `,
  ];

  @property({ attribute: false }) scenario: ScenarioSummary | undefined;
  /** All calls that could be made. */
  @property({ attribute: false }) choices: readonly ScenarioSummary[] = [];
  @property({ attribute: false }) settings: CallSettings | undefined;
  @property({ type: Boolean }) declined = false;
  /** Something to know before answering. */
  @property() note = '';
  /** One came here from another screen. */
  @property({ type: Boolean }) arrived = false;
  /** A call that was left is still on the line. */
  @property({ type: Boolean }) left = false;
  /** Where a call that is taken again goes on. */
  @property({ attribute: false }) from: Resumption['from'];
  /** Sound has to wait for the page to be touched; nobody has done so yet. */
  @state() private mute = false;
  @query('h1') private readonly heading!: HTMLElement;
  @query('.answer') private readonly choice!: HTMLElement;
  private bell: Bell | undefined;

  constructor() {
    super();
    new KeptFocus(this, () => this.choice);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.declined) return;
    this.bell = new Bell((silent) => (this.mute = silent));
  }

  override disconnectedCallback(): void {
    this.bell?.end();
    super.disconnectedCallback();
  }

  /** Where the page begins with it, it is read from the top without being told to. */
  protected override firstUpdated(): void {
    if (this.arrived) goOnAt(() => this.heading);
  }

  protected override updated(): void {
    const name = this.scenario?.persona.name.split(' ')[0];
    if (this.declined) entitle('');
    else if (name) document.title = `☎ ${name} is ringing`;
  }

  override render(): TemplateResult {
    const persona = this.scenario?.persona;
    return html`<section class="phone">
        <div class="caller">
          <cr-presence ?ringing=${!this.declined} description=""></cr-presence>
          <p class="state" role="status">
            ${
              this.declined
                ? html`<span>You let it ring.</span>`
                : html`<span class="figures">${this.scenario?.clock}</span
                    ><span>Incoming call${this.mute ? ': touch the page or a key to hear it' : ''}</span>`
            }
          </p>
          <h1 tabindex="-1">${persona?.name ?? ' '}</h1>
          <p class="role">${persona?.role ?? ' '}</p>
          ${this.scenario?.summary && !this.from ? html`<p class="summary">${this.scenario.summary}</p>` : nothing}
          ${this.left ? this.renderLeft() : nothing} ${this.from ? this.renderRetake(this.from) : nothing}
          ${this.note ? html`<p class="summary" role="note" data-testid="note">${this.note}</p>` : nothing}
        </div>
        <div class="choices">
          ${
            this.declined
              ? nothing
              : html`<button class="choice decline" data-testid="decline" @click=${() => this.decline()}>
                  <span>${icon('hangup')}</span>Decline
                </button>`
          }
          <button
            class="choice answer"
            data-testid="answer"
            ?disabled=${!this.scenario}
            @click=${() => this.dispatchEvent(new CustomEvent('answer'))}
          >
            <span>${icon('answer')}</span>${this.declined ? 'Call back' : 'Answer'}
          </button>
        </div>
        <nav aria-label="More">
          <a href=${addressOf({ page: 'about' })}>How it works</a>
          <a href=${addressOf({ page: 'sessions' })}>Past calls</a>
          <a href=${addressOf({ page: 'authors' })}>For authors</a>
        </nav>
      </section>
      ${this.from ? nothing : this.renderCalls()}`;
  }

  private renderCalls(): TemplateResult {
    return html`<cr-call-cards
      .choices=${this.choices}
      .ringing=${this.scenario?.id ?? ''}
      .settings=${this.settings}
      @take=${(event: CustomEvent<string>) => this.take(event.detail)}
    ></cr-call-cards>`;
  }

  /** Another call than the one that rings is taken from its card. */
  private take(scenario: string): void {
    this.dispatchEvent(new CustomEvent('choose-scenario', { detail: scenario }));
    this.dispatchEvent(new CustomEvent('answer'));
  }

  private renderLeft(): TemplateResult {
    const tell = (what: string) => (): boolean => this.dispatchEvent(new CustomEvent(what));
    return html`<div class="retake" role="status" data-testid="left">
      <p>You are still in a call: the line was left open.</p>
      <p>
        <button class="primary" @click=${tell('return-to-call')}>Return to the call</button>
        <button @click=${tell('hang-up-left')}>Hang up</button>
      </p>
    </div>`;
  }

  private renderRetake({ turn, line, last }: NonNullable<Resumption['from']>): TemplateResult {
    return html`<div class="retake" data-testid="retake-from">
      <p>You take it again from turn ${turn}.</p>
      ${last && this.scenario ? html`<p>${this.scenario.persona.name.split(' ')[0]} has just said: <q>${last}</q></p>` : nothing}
      ${line ? html`<p>Try: <q>${line}</q></p>` : nothing}
    </div>`;
  }

  private decline(): void {
    this.bell?.end();
    this.dispatchEvent(new CustomEvent('decline'));
  }
}
