import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messageOf } from '../api';
import { breakCheckOff, models, startCheck, type KnownModel, type ModelCheck, type Models } from '../model';
import { base } from '../style/base';

const LOOK_MS = 1000;

const ms = (time: number): string => `${Math.round(time).toLocaleString('en')} ms`;

/** The language models of the service and their check, for who runs it; nothing for others. */
@customElement('cr-model-check')
export class ModelCheckView extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        gap: var(--space-3);
        margin: var(--space-6) 0;
      }
      h2 {
        font-size: var(--step-2);
      }
      h3 {
        overflow-wrap: anywhere;
        font-size: var(--step-1);
      }
      p,
      dd {
        overflow-wrap: anywhere;
      }
      .about,
      dt {
        color: var(--ink-soft);
      }
      .trouble {
        padding-left: var(--space-3);
        border-left: 3px solid var(--accent);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
        gap: var(--space-3);
      }
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
    `,
  ];

  @state() private known: Models | undefined;
  /** Why it was not begun, or not broken off. */
  @state() private refused = '';
  /** Why it is not known how things stand; over with the next answer. */
  @state() private away = '';
  @state() private asking = false;
  private look: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.look);
    super.disconnectedCallback();
  }

  private get running(): boolean {
    return this.known?.check?.state === 'running';
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.known) return nothing;
    const { models: all, check } = this.known;
    return html`<section aria-labelledby="model" data-testid="model-check">
      <h2 id="model">The language model</h2>
      ${
        all.length === 0
          ? html`<p class="about">
              None is configured: the understudy speaks, and the built-in judge reads.
            </p>`
          : html`${all.map((model) => this.renderModel(model))} ${this.renderButton()}`
      }
      <p role="alert" data-testid="model-refused" ?hidden=${this.refused + this.away === ''}>
        ${this.refused || this.away}
      </p>
      <div role="status">${check ? this.renderCheck(check) : nothing}</div>
    </section>`;
  }

  private renderModel({ tasks, name, configured, trouble, exam }: KnownModel): TemplateResult {
    return html`<div>
      <h3>${name}, ${tasks.join(' and ')}</h3>
      <p class="about">${configured}</p>
      ${trouble ? html`<p class="trouble" data-testid="model-trouble">${trouble}</p>` : nothing}
      <p>
        ${
          exam
            ? html`Exam of ${new Date(exam.at).toLocaleDateString()}: ${exam.verdict}.`
            : html`No exam yet; <code>./calmroom model check --exam</code> takes one.`
        }
      </p>
    </div>`;
  }

  private renderButton(): TemplateResult {
    return this.running
      ? html`<p>
          <button
            data-testid="model-break-off"
            ?disabled=${this.asking || !this.known?.mine}
            @click=${() => void this.ask(breakCheckOff)}
          >
            Break it off
          </button>
        </p>`
      : html`<p class="about">
            A check asks nine questions of each, as a call would, and costs what these answers cost. It gives
            way to a call.
          </p>
          <p>
            <button
              class="primary"
              data-testid="model-start"
              ?disabled=${this.asking}
              @click=${() => void this.ask(startCheck)}
            >
              Check ${this.known?.models.length === 1 ? 'it' : 'them'}
            </button>
          </p>`;
  }

  private renderCheck({ state: how, model, done, all, found, trouble }: ModelCheck): TemplateResult {
    return html`${
      how === 'running'
        ? html`<p>${model} is being asked: ${done} of ${all} answers.</p>
            <progress aria-label="How much has been measured" max=${all} .value=${done}></progress>`
        : nothing
    }
    ${how === 'broken-off' ? html`<p>${trouble}</p>` : nothing}
    ${found.map(
      (one) =>
        html`${this.known?.models.length === 1 ? nothing : html`<h3>${one.model}</h3>`}
        ${one.trouble ? html`<p class="trouble">It does not answer: ${one.trouble}</p>` : nothing}
        ${
          one.speed
            ? html`<dl>
                <div>
                  <dt>First word, cold</dt>
                  <dd>${ms(one.speed.cold)}</dd>
                </div>
                ${
                  one.speed.answers === 0
                    ? nothing
                    : html`<div>
                          <dt>First word, warm</dt>
                          <dd>p50 ${ms(one.speed.p50)}, p95 ${ms(one.speed.p95)}</dd>
                        </div>
                        <div>
                          <dt>Tokens a second</dt>
                          <dd>${one.speed.tokensASecond.toFixed(1)}</dd>
                        </div>
                        <div>
                          <dt>Answers measured</dt>
                          <dd>${one.speed.answers} behind the first</dd>
                        </div>`
                }
              </dl>`
            : nothing
        }`,
    )}`;
  }

  private async ask(what: () => Promise<unknown>): Promise<void> {
    this.asking = true;
    this.refused = '';
    try {
      await what();
    } catch (error) {
      this.refused = messageOf(error);
    }
    await this.load();
    this.asking = false;
  }

  /** While a check runs it is looked at again, also where the server is away for a moment. */
  private async load(): Promise<void> {
    clearTimeout(this.look);
    try {
      this.known = await models();
      this.away = '';
    } catch (error) {
      this.away = messageOf(error);
    }
    if (this.running && this.isConnected) this.look = setTimeout(() => void this.load(), LOOK_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-model-check': ModelCheckView;
  }
}
