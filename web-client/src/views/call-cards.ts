import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CallSettings, ScenarioSummary } from '../api';
import { prefer, preferences, type Preferences } from '../call/preferences';
import { addressOf } from '../routing';
import { base } from '../style/base';

/** All calls that can be taken, and how the person is met in them. A card takes its call at once. */
@customElement('cr-call-cards')
export class CallCards extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--space-5);
        width: min(64rem, 100%);
        margin: 0 auto;
        text-align: left;
      }
      h2 {
        font-size: var(--step-2);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
        gap: var(--space-4);
      }
      li {
        display: grid;
      }
      .card {
        display: grid;
        position: relative;
        grid-template-rows: auto 1fr auto;
        align-items: start;
        justify-items: start;
        gap: var(--space-2);
        padding: var(--space-4) var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .card button {
        display: grid;
        justify-items: start;
        gap: var(--space-2);
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
      }
      /* All of the card takes the call; its name is who rings, and the rest is read, not listened to as one word. */
      .card button::after {
        content: '';
        position: absolute;
        inset: -1px;
        border-radius: var(--radius);
      }
      .card:hover {
        border-color: var(--line-strong);
        background: var(--surface-high);
      }
      .card:has([aria-current='true']) {
        border-color: var(--accent);
      }
      .card button:focus-visible {
        outline: none;
      }
      .card button:focus-visible::after {
        outline: 2px solid var(--accent);
        outline-offset: 3px;
      }
      .who {
        font: 400 var(--step-1) / 1.2 var(--words);
      }
      .soft,
      dl {
        color: var(--ink-soft);
        font-size: var(--step--1);
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        margin-top: var(--space-2);
      }
      dt,
      dd {
        display: inline;
      }
      dd {
        color: var(--ink);
      }
      .settings {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4) var(--space-6);
      }
      fieldset,
      label.one {
        display: grid;
        gap: var(--space-2);
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
        font-size: var(--step--1);
      }
      legend,
      .one > span {
        padding: 0;
        color: var(--ink-soft);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .row label {
        position: relative;
        display: inline-flex;
        align-items: center;
        min-height: var(--touch);
        padding: 0 var(--space-4);
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        cursor: pointer;
      }
      .row label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .row label:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 3px;
      }
      .row input {
        position: absolute;
        inset: 0;
        width: 100%;
        min-width: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      legend {
        margin-bottom: var(--space-2);
      }
      label.one {
        align-content: start;
      }
      /* What takes the call lies over the whole card; this is chosen without taking it. */
      .card label.one {
        position: relative;
        z-index: 1;
      }
      select {
        max-width: 100%;
        margin: 0;
      }
      /* Of all these colours only the system's are left: what is chosen is told by another one, and by a thicker line. */
      @media (forced-colors: active) {
        .card:has([aria-current='true']),
        .row label:has(:checked) {
          border: 3px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) choices: readonly ScenarioSummary[] = [];
  /** Id of the call that rings. */
  @property() ringing = '';
  @property({ attribute: false }) settings: CallSettings | undefined;
  @state() private chosen = preferences();

  override render(): TemplateResult {
    return html`${this.settings ? this.renderSettings(this.settings) : nothing}
      <h2 id="calls">${this.choices.length > 1 ? 'Every call' : 'The call'}</h2>
      <ul aria-labelledby="calls">
        ${this.choices.map((scenario) => html`<li>${this.renderCard(scenario)}</li>`)}
      </ul>
      <p class="soft">
        <a href=${addressOf({ page: 'swap' })} data-testid="swap-seats">Swap seats</a>: play the one who
        rings, while somebody else leads, well or badly.
      </p>`;
  }

  private renderCard({
    id,
    title,
    summary,
    persona,
    clock,
    durationMs,
    framework,
    best,
    earlier,
  }: ScenarioSummary): TemplateResult {
    const minutes = Math.round(durationMs / 60_000);
    return html`<div class="card">
      <button
        data-testid=${`call-${id}`}
        aria-current=${id === this.ringing ? 'true' : nothing}
        @click=${() => this.dispatchEvent(new CustomEvent('take', { detail: id }))}
      >
        <span class="soft figures">${clock} · ${title}</span>
        <span class="who">${persona.name}, ${persona.role}</span>
      </button>
      <p class="soft">${summary}</p>
      <dl>
        <div>
          <dt>Up to</dt>
          <dd>${minutes} minutes</dd>
        </div>
        ${
          framework
            ? html`<div>
                <dt>Measured against</dt>
                <dd>${framework}</dd>
              </div>`
            : nothing
        }
        <div>
          <dt>Best</dt>
          <dd>${best === undefined ? 'no score yet' : `${best} of 100`}</dd>
        </div>
      </dl>
      ${earlier?.length ? this.renderEarlier(earlier) : nothing}
    </div>`;
  }

  private renderSettings({ difficulties, paces, plain }: CallSettings): TemplateResult {
    const chosenOr = (
      chosen: string | undefined,
      of: readonly { readonly id: string }[],
      otherwise?: string,
    ) => (of.some(({ id }) => id === chosen) ? chosen : otherwise);
    const difficulty = chosenOr(this.chosen.difficulty, difficulties, plain.difficulty);
    const pace = chosenOr(this.chosen.pace, paces, plain.pace);
    return html`<div class="settings">
      ${
        difficulties.length > 1
          ? html`<fieldset data-testid="difficulty" aria-describedby="about">
              <legend>How hard it is</legend>
              <div class="row">
                ${difficulties.map(
                  ({ id, label }) =>
                    html`<label
                      ><input
                        type="radio"
                        name="difficulty"
                        value=${id}
                        .checked=${id === difficulty}
                        @change=${() => this.choose({ difficulty: id })}
                      />${label}</label
                    >`,
                )}
              </div>
              <p class="soft" id="about">${difficulties.find(({ id }) => id === difficulty)?.about}</p>
            </fieldset>`
          : nothing
      }
      ${
        paces.length > 1
          ? html`<label class="one"
              ><span>How fast an answer comes</span>
              <select
                data-testid="pace"
                @change=${(event: Event) => this.choose({ pace: (event.target as HTMLSelectElement).value })}
              >
                ${plain.pace === undefined ? html`<option value="">As the call has it</option>` : nothing}
                ${paces.map(
                  ({ id, label }) => html`<option value=${id} .selected=${id === pace}>${label}</option>`,
                )}
              </select></label
            >`
          : nothing
      }
    </div>`;
  }

  private renderEarlier(calls: NonNullable<ScenarioSummary['earlier']>): TemplateResult {
    // Without a choice it is the latest.
    const { about = [] } =
      this.chosen.earlier === ''
        ? {}
        : (calls.find(({ session }) => session === this.chosen.earlier) ?? calls[0] ?? {});
    return html`<label class="one"
        ><span>What is remembered</span>
        <select
          data-testid="earlier"
          @change=${(event: Event) => this.choose({ earlier: (event.target as HTMLSelectElement).value })}
        >
          ${calls.map(
            ({ session, title, startedAt }) =>
              html`<option value=${session} .selected=${session === this.chosen.earlier}>
                ${title},
                ${new Date(startedAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}
              </option>`,
          )}
          <option value="" .selected=${this.chosen.earlier === ''}>
            Nothing: as if it had gone like any other
          </option>
        </select></label
      >
      ${about.length > 0 ? html`<p class="soft" data-testid="remembered">${about.join(' ')}</p>` : nothing}`;
  }

  private choose(choice: Preferences): void {
    prefer(choice);
    this.chosen = preferences();
  }
}
