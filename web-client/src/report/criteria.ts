import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { KeptFocus } from '../arriving';
import { base } from '../style/base';
import { whoAmI } from '../views/me';
import type { Criterion, Grade } from './report';
import type { Change } from './change';
import { formStyles, fieldOf, rememberedName, rememberName } from './forms';
import { Saving, type Save } from './saving';
import { isGood, points, verdictInWords } from './words';

/** Each observation with its verdict, the leader's own words as proof, and what to say another time. */
@customElement('cr-criteria')
export class Criteria extends LitElement {
  static override styles = [
    base,
    formStyles,
    css`
      .move + .move {
        margin-top: var(--space-6);
      }
      .move > header {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        gap: var(--space-4);
        padding-bottom: var(--space-2);
        border-bottom: 1px solid var(--line-strong);
      }
      .move > header .figures {
        white-space: nowrap;
      }
      h3 {
        font-size: var(--step-2);
      }
      .criterion {
        display: grid;
        grid-template-columns: 1.75rem minmax(0, 1fr) auto;
        gap: var(--space-1) var(--space-2);
        padding: var(--space-3) 0;
        border-bottom: 1px solid var(--line);
        break-inside: avoid;
      }
      .criterion > * {
        grid-column: 2;
      }
      .sign {
        grid-column: 1;
        grid-row: 1;
        margin-top: 0.3em;
        width: 1rem;
        height: 1rem;
        border: 1.5px solid var(--ink-faint);
        border-radius: 50%;
      }
      .good .sign {
        border-color: var(--accent);
        background: var(--accent);
      }
      .unsure .sign {
        border-style: dashed;
      }
      .trapped .sign {
        border-color: var(--warn);
        border-radius: 2px;
        transform: rotate(45deg) scale(0.8);
      }
      .label {
        grid-row: 1;
        font: 500 var(--step-0) / 1.5 var(--plain);
      }
      .verdict {
        grid-column: 3;
        grid-row: 1;
        font-size: var(--step--1);
        color: var(--ink-soft);
        text-align: right;
      }
      .criterion > .foot {
        grid-column: 2 / -1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--space-4);
        margin: calc(-1 * var(--space-2)) 0;
      }
      .reason {
        flex: 1 1 20rem;
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      .quote {
        justify-self: start;
        min-height: 0;
        padding: var(--space-1) 0;
        border: 0;
        background: none;
        color: var(--ink);
        font: italic 400 var(--step-1) / 1.35 var(--words);
        text-align: left;
      }
      .quote:hover {
        background: none;
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.25em;
      }
      .quote small {
        margin-left: var(--space-2);
        font: 400 var(--step--2) / 1 var(--plain);
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .advice {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-4);
        margin: var(--space-2) 0;
        padding-left: var(--space-4);
        border-left: 2px solid var(--line);
      }
      .advice dt {
        padding-top: 0.15em;
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      .advice dd {
        font: 400 var(--step-0) / 1.45 var(--words);
      }
      .trainer {
        margin-top: var(--space-1);
        font-size: var(--step--1);
        color: var(--ink-soft);
      }
      .other {
        padding: 0;
        font-size: var(--step--2);
        color: var(--ink-soft);
        text-decoration: underline;
        text-decoration-color: var(--line-strong);
        text-underline-offset: 0.25em;
      }
      @media (forced-colors: active) {
        .good .sign {
          background: Highlight;
          border-color: Highlight;
          forced-color-adjust: none;
        }
        .trapped .sign {
          border-width: 3px;
        }
        /* There every button has a border. */
        .other {
          padding: 0 var(--space-3);
        }
      }
      @media print {
        .sign {
          print-color-adjust: exact;
        }
        .other {
          display: none;
        }
      }
      @media (max-width: 36rem) {
        .verdict {
          grid-column: 2;
          grid-row: 2;
          text-align: left;
        }
      }
    `,
  ];

  @property({ attribute: false }) grade!: Grade;
  @property({ attribute: false }) save: Save = () => Promise.resolve();
  /** Where people log in, verdicts are trainers' and administrators'. */
  @state() private judges = true;
  @state() private overriding: string | undefined;
  /** The criterion whose verdict was last to be taken back. */
  @state() private backOn: string | undefined;
  /** Whose form was opened last, or whose verdict was taken back. */
  private at = '';
  private readonly saving = new Saving(this);

  constructor() {
    super();
    const find = (what: string) => this.renderRoot.querySelector<HTMLElement>(what);
    new KeptFocus(
      this,
      () => find('form select') ?? find(`[data-testid="criterion-${this.at}"] .foot button`),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void whoAmI().then((me) => {
      this.judges = !me?.login || !me.roles || me.roles.some((role) => role !== 'author');
    });
  }

  override render(): TemplateResult {
    const { moves, criteria } = this.grade;
    const costs = criteria.filter(({ kind }) => kind !== 'move');
    return html`${moves.map((move) =>
      this.renderGroup(
        move.title,
        `${points(move.points)} of ${move.of}`,
        criteria.filter((criterion) => criterion.kind === 'move' && criterion.move === move.id),
      ),
    )}
    ${costs.length > 0 ? this.renderGroup('What costs points', this.costs(costs), costs) : nothing}`;
  }

  private costs(criteria: readonly Criterion[]): string {
    const sum = criteria.reduce((total, { points: cost }) => total + Math.min(0, cost), 0);
    return sum === 0 ? 'nothing lost' : points(sum);
  }

  private renderGroup(title: string, summary: string, criteria: readonly Criterion[]): TemplateResult {
    return html`<section class="move">
      <header>
        <h3>${title}</h3>
        <span class="soft small figures">${summary}</span>
      </header>
      ${criteria.map((criterion) => this.renderCriterion(criterion))}
    </section>`;
  }

  private renderCriterion(criterion: Criterion): TemplateResult {
    const { id, label, verdict, kind, reason, evidence, override } = criterion;
    const look =
      verdict === 'unsure' ? 'unsure' : isGood(criterion) ? 'good' : kind === 'trap' ? 'trapped' : '';
    return html`<article class="criterion ${look}" data-testid="criterion-${id}" data-verdict=${verdict}>
      <span class="sign" aria-hidden="true"></span>
      <h4 class="label">${label}</h4>
      <span class="verdict figures">${verdictInWords(criterion)}${worth(criterion)}</span>
      ${evidence.map(
        ({ turn, quote }) =>
          html`<button class="quote" @click=${() => this.jump(turn)}>
            <span>“${quote}”<small class="figures">turn ${turn}</small></span>
          </button>`,
      )}
      <div class="foot">
        <p class="reason">${reason}${disagreement(criterion)}</p>
        ${this.overriding === id || !this.judges ? nothing : this.renderOverrideButton(criterion)}
      </div>
      ${renderAdvice(criterion)}
      ${
        override
          ? html`<p class="trainer">
                ${override.by} changed this from “${verdictInWords({ kind, verdict: override.was })}”:
                ${override.reason}
                <button
                  class="quiet other"
                  aria-label="Take it back: the verdict of ${override.by} on: ${label}"
                  @click=${() => this.takeBack(id)}
                >
                  Take it back
                </button>
              </p>
              ${this.backOn === id ? this.saving.notice : nothing}`
          : nothing
      }
      ${this.overriding === id ? this.renderOverride(criterion) : nothing}
    </article>`;
  }

  private renderOverrideButton({ id, label }: Criterion): TemplateResult {
    return html`<button
      class="quiet other"
      aria-label="Judge otherwise: ${label}"
      @click=${() => this.open(id)}
    >
      Judge otherwise
    </button>`;
  }

  private renderOverride(criterion: Criterion): TemplateResult {
    const { id, kind, verdict } = criterion;
    return html`<form @submit=${(event: SubmitEvent) => this.override(event, id)}>
      <label>
        Verdict
        <select name="verdict">
          ${(['yes', 'no', 'unsure'] as const).map(
            (option) =>
              html`<option value=${option} ?selected=${option === verdict}>
                ${verdictInWords({ kind, verdict: option })}
              </option>`,
          )}
        </select>
      </label>
      <label>Your name <input name="by" required maxlength="80" .value=${rememberedName()} /></label>
      <label>Reason <textarea name="reason" required maxlength="2000" rows="2"></textarea></label>
      ${this.saving.actions('Keep this verdict', () => (this.overriding = undefined))}
    </form>`;
  }

  private override(event: SubmitEvent, criterion: string): void {
    event.preventDefault();
    const by = rememberName(fieldOf(event, 'by'));
    const verdict = fieldOf(event, 'verdict') as Criterion['verdict'];
    const change: Change = { kind: 'override', criterion, by, verdict, reason: fieldOf(event, 'reason') };
    void this.saving.run(
      () => this.save(change),
      () => (this.overriding = undefined),
    );
  }

  private takeBack(criterion: string): void {
    this.overriding = undefined;
    this.at = this.backOn = criterion;
    void this.saving.run(
      () => this.save({ kind: 'override-back', criterion }),
      () => (this.backOn = undefined),
      'The verdict is still there; try again.',
    );
  }

  private open(criterion: string): void {
    this.saving.forget();
    this.backOn = undefined;
    this.at = this.overriding = criterion;
  }

  private jump(turn: number): void {
    this.dispatchEvent(new CustomEvent('jump', { detail: turn }));
  }
}

function worth({ kind, points: given, of }: Criterion): TemplateResult | typeof nothing {
  if (kind === 'move') return html`, ${points(given)} of ${points(of)}`;
  return given < 0 ? html`, ${points(given)}` : nothing;
}

/** How often the call was heard, where the hearings did not agree. */
function disagreement({ votes }: Criterion): string {
  const said = ['yes', 'no', 'unsure']
    .map((verdict) => ({ verdict, times: votes.filter((vote) => vote === verdict).length }))
    .filter(({ times }) => times > 0);
  return said.length > 1
    ? ` Heard ${votes.length} times: ${said.map(({ verdict, times }) => `${times} said ${verdict}`).join(', ')}.`
    : '';
}

function renderAdvice({ advice }: Criterion): TemplateResult | typeof nothing {
  if (!advice?.try) return nothing;
  return html`<dl class="advice">
    ${
      advice.instead
        ? html`<dt>Instead of</dt>
            <dd>“${advice.instead}”</dd>`
        : nothing
    }
    <dt>Try</dt>
    <dd>“${advice.try}”</dd>
  </dl>`;
}
