import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  keepSession,
  leavingSessions,
  messageOf,
  removeSession,
  sessions,
  type SessionSummary,
} from '../api';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { entitle } from '../title';
import { duration, when } from '../words';
import { bar } from './bar';
import { icon } from './icons';
import { readingStyles } from './reading-styles';
import { EVERYTHING, filtered, scenariosOf, type Wanted } from './session-filter';

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
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-2);
        border-bottom: 1px solid var(--line);
      }
      li a {
        display: grid;
        grid-template-columns: clamp(3rem, 10vw, 4.5rem) minmax(0, 1fr);
        gap: 0 var(--space-4);
        align-items: baseline;
        padding: var(--space-4) 0;
        text-decoration: none;
      }
      li a:hover .ending {
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.2em;
      }
      li > .quiet {
        width: var(--touch);
        padding: 0;
      }
      .score {
        grid-row: span 2;
        font: 400 var(--step-3) / 1 var(--words);
        color: var(--accent);
      }
      .ending {
        font: 400 var(--step-1) / 1.4 var(--words);
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 6rem;
      }
      .find {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-4);
        align-items: end;
        margin: var(--space-5) 0;
      }
      .find label {
        display: grid;
        gap: var(--space-1);
      }
      .find select,
      .find input {
        max-width: 100%;
        min-height: var(--touch);
      }
      .gone {
        padding: var(--space-3) 0;
        color: var(--ink-soft);
      }
    `,
  ];

  @state() private calls: readonly SessionSummary[] | undefined;
  @state() private trouble = '';
  @state() private wanted: Wanted = EVERYTHING;
  @state() private leaving: readonly string[] = leavingSessions();
  private readonly deleted = (): void => void this.load();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('session-deleted', this.deleted);
    void this.load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('session-deleted', this.deleted);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`${bar('sessions')}
      <main>
        <h1 tabindex="-1">Past calls</h1>
        <p><a href=${addressOf({ page: 'import' })}>Bring in a call from elsewhere</a></p>
        ${this.renderList()}
      </main>`;
  }

  protected override firstUpdated(): void {
    entitle('Past calls');
    this.renderRoot.querySelector('h1')?.focus();
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
    const found = filtered(this.calls, this.wanted, when);
    return html`${this.renderFind(this.calls, found)}
      <ol>
        ${found.map((call) => this.renderCall(call))}
      </ol>`;
  }

  private renderFind(all: readonly SessionSummary[], found: readonly SessionSummary[]): TemplateResult {
    return html`<div class="find" role="search">
        <label class="small"
          >Find<input
            type="search"
            data-testid="search"
            placeholder="ending, scenario, day"
            .value=${this.wanted.words}
            @input=${(event: Event) => this.want({ words: (event.target as HTMLInputElement).value })}
        /></label>
        <label class="small"
          >Scenario<select
            @change=${(event: Event) => this.want({ scenario: (event.target as HTMLSelectElement).value })}
          >
            <option value="">all</option>
            ${scenariosOf(all).map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
          </select></label
        >
        <label class="small"
          >Score from<select
            @change=${(event: Event) => this.want({ least: Number((event.target as HTMLSelectElement).value) })}
          >
            ${[0, 25, 50, 75].map((least) => html`<option value=${least}>${least === 0 ? 'all' : least}</option>`)}
          </select></label
        >
      </div>
      <p class="small soft figures" role="status" data-testid="found">
        ${found.length === all.length ? `${all.length} calls` : `${found.length} of ${all.length} calls`}
        ${found.length > 0 && found.length < all.length ? this.renderDeleteFound(found) : nothing}
      </p>`;
  }

  private renderDeleteFound(found: readonly SessionSummary[]): TemplateResult {
    return html`<button class="quiet" data-testid="delete-found" @click=${() => this.deleteAll(found)}>
      Delete these ${found.length}
    </button>`;
  }

  private want(part: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...part };
  }

  /** Each with its own undo, for the ten seconds in which nothing is gone yet. */
  private deleteAll(found: readonly SessionSummary[]): void {
    found.filter(({ status }) => status !== 'live').forEach(({ session }) => removeSession(session));
    this.leaving = leavingSessions();
  }

  private renderCall(call: SessionSummary): TemplateResult {
    if (this.leaving.includes(call.session)) return this.renderGone(call);
    // One turn is the persona's own.
    const unheard = call.turns !== undefined && call.turns < 2;
    const facts = [
      call.title ?? call.scenario,
      when(call.startedAt),
      call.durationMs ? duration(call.durationMs) : '',
      unheard ? 'nothing was heard of you' : call.turns ? `${call.turns} turns` : '',
      call.forkedFrom ? `taken again after turn ${call.forkedFrom.turn}` : '',
      STATUS[call.status],
    ];
    return html`<li>
      <a href=${addressOf({ page: 'report', session: call.session })}>
        <span class="score figures"
          >${unheard || call.score === null || call.score === undefined ? '–' : Math.round(call.score)}</span
        >
        <span class="ending">${call.ending ?? call.title ?? call.scenario}</span>
        <span class="small soft figures">${facts.filter(Boolean).join(' · ')}</span>
      </a>
      ${
        call.status === 'live'
          ? nothing
          : html`<button
              class="quiet"
              aria-label="Delete the call of ${when(call.startedAt)}"
              title="Delete this call"
              @click=${() => this.delete(call)}
            >
              ${icon('close')}
            </button>`
      }
    </li>`;
  }

  private renderGone(call: SessionSummary): TemplateResult {
    return html`<li>
      <p class="gone" role="status">
        The call of ${when(call.startedAt)} is deleted in a moment, with all that was kept of it.
      </p>
      <button data-testid="undo" @click=${() => this.undo(call)}>Keep it</button>
    </li>`;
  }

  private delete({ session }: SessionSummary): void {
    removeSession(session);
    this.leaving = leavingSessions();
  }

  private undo({ session }: SessionSummary): void {
    keepSession(session);
    this.leaving = leavingSessions();
  }

  private async load(): Promise<void> {
    this.trouble = '';
    try {
      this.calls = await sessions();
    } catch (error) {
      this.trouble = messageOf(error);
    }
    this.leaving = leavingSessions();
  }
}
