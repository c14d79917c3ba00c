import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { sessions, type SessionSummary } from '../api';
import { minutesAndSeconds } from '../call/night';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { readingStyles } from './reading-styles';
import './theme-switch';

const STATUS = {
  live: 'still on the line',
  ended: 'being graded',
  graded: '',
  failed: 'cut off before its end',
} satisfies Record<SessionSummary['status'], string>;

/** Every call so far, newest first. */
@customElement('cr-sessions-page')
export class SessionsPage extends LitElement {
  static override styles = [
    base,
    readingStyles,
    css`
      li a {
        display: grid;
        grid-template-columns: clamp(3rem, 10vw, 4.5rem) minmax(0, 1fr);
        gap: 0 var(--space-4);
        align-items: baseline;
        padding: var(--space-4) 0;
        border-bottom: 1px solid var(--line);
        text-decoration: none;
      }
      li a:hover .ending {
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.2em;
      }
      .score {
        grid-row: span 2;
        font: 400 var(--step-3) / 1 var(--words);
        color: var(--accent);
      }
      .ending {
        font: 400 var(--step-1) / 1.4 var(--words);
      }
    `,
  ];

  @state() private calls: readonly SessionSummary[] | undefined;
  @state() private trouble = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render(): TemplateResult {
    return html`<nav class="bar" aria-label="Calmroom">
        <a href=${addressOf({ page: 'home' })}>Calmroom</a>
        <cr-theme-switch></cr-theme-switch>
      </nav>
      <main>
        <h1>Past calls</h1>
        ${this.renderList()}
      </main>`;
  }

  private renderList(): TemplateResult {
    if (this.trouble !== '') {
      return html`<p role="alert" data-testid="error">${this.trouble}</p>
        <p><button @click=${() => this.load()}>Try again</button></p>`;
    }
    if (!this.calls) return html`<p class="soft" role="status">Fetching your calls…</p>`;
    if (this.calls.length === 0) {
      return html`<p class="soft">
        None yet. <a href=${addressOf({ page: 'home' })}>The phone is ringing.</a>
      </p>`;
    }
    return html`<ol>
      ${this.calls.map((call) => this.renderCall(call))}
    </ol>`;
  }

  private renderCall(call: SessionSummary): TemplateResult {
    const facts = [
      new Date(call.startedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
      call.durationMs ? `${minutesAndSeconds(call.durationMs)} minutes` : '',
      call.forkedFrom ? `taken again after turn ${call.forkedFrom.turn}` : '',
      STATUS[call.status],
    ];
    return html`<li>
      <a href=${addressOf({ page: 'report', session: call.session })}>
        <span class="score figures"
          >${call.score === null || call.score === undefined ? '–' : Math.round(call.score)}</span
        >
        <span class="ending">${call.ending ?? call.title ?? call.scenario}</span>
        <span class="small soft figures">${facts.filter(Boolean).join(' · ') || nothing}</span>
      </a>
    </li>`;
  }

  private async load(): Promise<void> {
    this.trouble = '';
    try {
      this.calls = await sessions();
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }
}
