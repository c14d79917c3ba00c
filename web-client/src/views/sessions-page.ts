import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { PAGE_OF_CALLS, address, messageOf, sessions, type SessionSummary } from '../api';
import { KeptFocus, goOnAt } from '../arriving';
import { type Deleted, keepLast, leavingSessions, removeSessions, undoable } from '../leaving';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { entitle } from '../title';
import { duration, when } from '../words';
import { bar } from './bar';
import { icon } from './icons';
import { momentsOf } from './moments';
import { readingStyles } from './reading-styles';
import { EVERYTHING, endingsOf, filtered, scenariosOf, type Wanted } from './session-filter';
import { sessionsStyles } from './sessions-styles';
import './undo-notice';

const STATUS = {
  live: 'still on the line',
  ended: 'being graded',
  graded: '',
  failed: 'cut off before its end',
} satisfies Record<SessionSummary['status'], string>;

/** Every call so far, newest first. */
@customElement('cr-sessions-page')
export class SessionsPage extends LitElement {
  static override styles = [base, readingStyles, sessionsStyles];

  @state() private calls: readonly SessionSummary[] | undefined;
  /** Whether there may be calls before those that are shown. */
  @state() private older = false;
  @state() private trouble = '';
  /** What went wrong beside the list, which is good. */
  @state() private notice = '';
  @state() private wanted: Wanted = EVERYTHING;
  @state() private leaving: ReadonlySet<string> = leavingSessions();
  @state() private chosen: ReadonlySet<string> = new Set();
  @query('h1') private readonly heading!: HTMLElement;
  private moments: ReadonlyMap<string, string> = new Map();
  /** Older ones are under way. */
  private asking = false;
  /** Those that came last. */
  private added: ReadonlySet<string> = new Set();
  private readonly deleted = (event: Event): void => this.gone(event as CustomEvent<Deleted>);

  constructor() {
    super();
    new KeptFocus(this, (gone) =>
      gone.matches('[data-testid=older]') ? this.behindOlder() : this.renderRoot.querySelector('cr-undo'),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('sessions-deleted', this.deleted);
    void this.load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('sessions-deleted', this.deleted);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('calls')) this.moments = momentsOf(this.calls ?? []);
  }

  override render(): TemplateResult {
    return html`${bar('sessions')}
      <main>
        <h1 tabindex="-1">Past calls</h1>
        <p><a href=${addressOf({ page: 'import' })}>Bring in a call from elsewhere</a></p>
        <p role="alert" data-testid="left">${this.notice}</p>
        ${this.renderList()}
      </main>`;
  }

  protected override firstUpdated(): void {
    entitle('Past calls');
    // From the report of a call that was deleted there.
    const first = undoable() > 0 ? 'cr-undo' : 'h1';
    goOnAt(() => this.renderRoot.querySelector(first) ?? this.heading);
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
    const there = this.calls.filter(({ session }) => !this.leaving.has(session));
    const found = filtered(there, this.wanted, when);
    return html`${this.renderFind(there)} ${this.renderFound(there, found)}
      <ol>
        ${repeat(
          found,
          ({ session }) => session,
          (call) => this.renderCall(call),
        )}
      </ol>
      ${
        this.older
          ? html`<p>
              <button data-testid="older" @click=${() => this.loadOlder()}>
                Show older calls than these ${this.calls.length}
              </button>
            </p>`
          : nothing
      }
      <p class="small everything">
        <a href=${address('/api/export')} download="calmroom.zip" data-testid="export"
          >Download all that is kept of these calls</a
        >
        <span class="soft">events, reports and sound, in one file</span>
      </p>`;
  }

  private renderFind(all: readonly SessionSummary[]): TemplateResult {
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
        >Ending<select
          data-testid="ending"
          @change=${(event: Event) => this.want({ ending: (event.target as HTMLSelectElement).value })}
        >
          <option value="">all</option>
          ${endingsOf(all).map((ending) => html`<option value=${ending}>${ending}</option>`)}
        </select></label
      >
      <label class="small"
        >Score from<select
          @change=${(event: Event) => this.want({ least: Number((event.target as HTMLSelectElement).value) })}
        >
          ${[0, 25, 50, 75].map((least) => html`<option value=${least}>${least === 0 ? 'all' : least}</option>`)}
        </select></label
      >
    </div>`;
  }

  private renderFound(all: readonly SessionSummary[], found: readonly SessionSummary[]): TemplateResult {
    const free = found.filter(isOver);
    const chosen = free.filter(({ session }) => this.chosen.has(session));
    const among = found.length < all.length ? `${found.length} of ` : '';
    const count = `${among}${all.length} ${all.length === 1 ? 'call' : 'calls'}`;
    const gone = undoable();
    // It takes the place of what chooses all: the list stays where it is under the hand, and nothing lies over it.
    return html`<div class="found small soft figures ${gone > 0 ? 'undoing' : ''}">
      <span role="status" data-testid="found" class=${gone > 0 ? 'unseen' : ''}>${count}</span>
      <cr-undo .count=${gone || undefined} @undo=${() => this.undo()}></cr-undo>
      ${
        free.length > 0 && gone === 0
          ? html`<label class="all"
              ><input
                type="checkbox"
                data-testid="choose-all"
                .checked=${chosen.length === free.length}
                .indeterminate=${chosen.length > 0 && chosen.length < free.length}
                @change=${(event: Event) => this.choose(free, (event.target as HTMLInputElement).checked)}
              />Choose ${found.length === all.length ? 'all' : 'these'}</label
            >`
          : nothing
      }
      ${
        chosen.length > 0
          ? html`<button class="quiet" data-testid="delete-chosen" @click=${() => this.delete(chosen)}>
              Delete ${chosen.length === 1 ? 'this one' : `these ${chosen.length}`}
            </button>`
          : nothing
      }
    </div>`;
  }

  private want(part: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...part };
  }

  private choose(calls: readonly SessionSummary[], on: boolean): void {
    const chosen = new Set(this.chosen);
    for (const { session } of calls) {
      if (on) chosen.add(session);
      else chosen.delete(session);
    }
    this.chosen = chosen;
  }

  private renderCall(call: SessionSummary): TemplateResult {
    // One turn is the persona's own.
    const swapped = call.ledBy !== undefined;
    const moment = this.moments.get(call.session) ?? '';
    const unheard = !swapped && isOver(call) && call.turns !== undefined && call.turns < 2;
    const facts = [
      call.title ?? call.scenario,
      moment,
      call.durationMs ? duration(call.durationMs) : '',
      unheard
        ? 'nothing was heard of you'
        : call.turns
          ? `${call.turns} ${call.turns === 1 ? 'turn' : 'turns'}`
          : '',
      call.ledBy ? `seats swapped: ${call.ledBy} led` : '',
      call.forkedFrom ? `taken again after turn ${call.forkedFrom.turn}` : '',
      call.by ?? '',
      call.broughtIn ? 'brought in from a file' : '',
      call.handedIn ? 'handed in' : '',
      STATUS[call.status],
    ];
    return html`<li>
      <label
        >${
          isOver(call)
            ? html`<input
                type="checkbox"
                aria-label="Choose the call of ${moment}"
                .checked=${this.chosen.has(call.session)}
                @change=${(event: Event) => this.choose([call], (event.target as HTMLInputElement).checked)}
              />`
            : nothing
        }</label
      >
      <a
        href=${addressOf({ page: swapped && !isOver(call) ? 'swap' : 'report', session: call.session })}
        data-session=${call.session}
      >
        <span class="score figures"
          >${
            unheard || typeof call.score !== 'number'
              ? html`<span aria-hidden="true">–</span>`
              : html`${Math.round(call.score)}<span class="unseen"> of 100</span>`
          }</span
        >
        <span class="ending">${call.ending ?? call.title ?? call.scenario}</span>
        <span class="small soft figures">${facts.filter(Boolean).join(' · ')}</span>
      </a>
      ${
        !isOver(call)
          ? nothing
          : html`<button
              class="quiet"
              aria-label="Delete the call of ${moment}"
              title="Delete this call"
              @click=${() => this.delete([call])}
            >
              ${icon('close')}
            </button>`
      }
    </li>`;
  }

  /** Nothing is gone yet, and one undo brings all of them back. */
  private delete(calls: readonly SessionSummary[]): void {
    removeSessions(calls.map(({ session }) => session));
    this.chosen = new Set();
    this.leaving = leavingSessions();
  }

  private undo(): void {
    const [first] = keepLast();
    this.leaving = leavingSessions();
    goOnAt(() => this.link((session) => session === first));
  }

  private gone({ detail }: CustomEvent<Deleted>): void {
    if (this.shadowRoot?.activeElement?.localName === 'cr-undo') goOnAt(() => this.heading);
    this.calls = this.calls?.filter(({ session }) => !detail.deleted.has(session));
    this.leaving = leavingSessions();
    const left = detail.left.length;
    this.notice =
      left === 0
        ? ''
        : `${left === 1 ? 'One call was' : `${left} calls were`} not deleted: on the line, or the server did not answer.`;
  }

  private async load(): Promise<void> {
    this.trouble = '';
    try {
      this.calls = await sessions();
      this.older = this.calls.length === PAGE_OF_CALLS;
    } catch (error) {
      this.trouble = messageOf(error);
    }
    this.leaving = leavingSessions();
  }

  /** A call that came meanwhile has pushed the last of those that are shown into the next. */
  private async loadOlder(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.notice = '';
    try {
      let shown: readonly SessionSummary[] | undefined;
      let older: readonly SessionSummary[];
      do {
        // Asked again where calls were deleted meanwhile: those are not to come back, and the others have moved up.
        shown = this.calls;
        older = await sessions(shown?.length);
      } while (this.calls !== shown);
      const known = new Set(shown?.map(({ session }) => session));
      const added = older.filter(({ session }) => !known.has(session));
      this.added = new Set(added.map(({ session }) => session));
      this.calls = [...(shown ?? []), ...added];
      this.older = older.length === PAGE_OF_CALLS;
    } catch (error) {
      this.notice = messageOf(error);
    } finally {
      this.asking = false;
    }
  }

  /** Where the button stood that is gone. */
  private behindOlder(): HTMLElement | null | undefined {
    return (
      this.link((session) => this.added.has(session)) ??
      this.renderRoot.querySelector<HTMLElement>('[data-testid=export]')
    );
  }

  /** The first of the calls that are shown. */
  private link(which: (session: string) => boolean): HTMLElement | undefined {
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>('a[data-session]')];
    return links.find(({ dataset: { session = '' } }) => which(session));
  }
}

function isOver({ status }: SessionSummary): boolean {
  return status !== 'live';
}
