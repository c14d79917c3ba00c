import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ScenarioSummary } from '../api';
import { ring } from '../audio/ringing';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { icon } from './icons';
import './presence';

/** A phone that rings: who it is, and the two things one can do. */
@customElement('cr-ring')
export class RingView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-rows: 1fr auto auto;
        min-height: 100dvh;
        padding: var(--space-5) var(--space-5) var(--space-3);
        text-align: center;
        background: radial-gradient(ellipse 80% 55% at 50% 38%, var(--surface), transparent 70%);
      }
      .caller {
        align-self: center;
        display: grid;
        justify-items: center;
        gap: var(--space-2);
      }
      cr-presence {
        width: clamp(9rem, 34vh, 22rem);
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
        gap: var(--space-3);
        color: var(--ink-soft);
        font-size: var(--step--1);
      }
      .summary {
        max-width: 34rem;
        margin-top: var(--space-3);
        text-wrap: balance;
        color: var(--ink-soft);
        font: 400 var(--step-1) / 1.5 var(--words);
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
  @property({ type: Boolean }) declined = false;
  /** Something to know before answering. */
  @property() note = '';
  private stopRinging: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Most browsers hold sound back until the page is touched: then the shape rings alone.
    const context = new AudioContext();
    const stop = context.state === 'running' && !this.declined ? ring(context, 'near', 8) : () => undefined;
    this.stopRinging = () => {
      stop();
      setTimeout(() => void context.close(), 300);
      this.stopRinging = () => undefined;
    };
  }

  override disconnectedCallback(): void {
    this.stopRinging();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const persona = this.scenario?.persona;
    return html`<div class="caller">
        <cr-presence ?ringing=${!this.declined} description=""></cr-presence>
        <p class="state" role="status">
          ${
            this.declined
              ? html`<span>You let it ring. It is still night.</span>`
              : html`<span class="figures">${this.scenario?.clock}</span><span>Incoming call</span>`
          }
        </p>
        <h1>${persona?.name ?? ' '}</h1>
        <p class="role">${persona?.role ?? ' '}</p>
        ${this.scenario?.summary ? html`<p class="summary">${this.scenario.summary}</p>` : nothing}
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
      </nav>`;
  }

  private decline(): void {
    this.stopRinging();
    this.dispatchEvent(new CustomEvent('decline'));
  }
}
