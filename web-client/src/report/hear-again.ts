import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request } from '../api';
import { SoundJob } from '../sound-job';
import { base } from '../style/base';
import { readingStyles } from '../views/reading-styles';

interface Line {
  readonly turn: number;
  readonly said: string;
  readonly corrected: boolean;
  readonly then: string;
  readonly now: string;
  readonly errorsThen: number;
  readonly errorsNow: number;
}

interface Rate {
  readonly errors: number;
  readonly words: number;
  readonly rate: number;
}

export interface HeardAgain {
  readonly lines: readonly Line[];
  readonly then: Rate;
  readonly now: Rate;
  readonly corrected: number;
  readonly silent: readonly number[];
  readonly scores: { readonly said: number; readonly then: number; readonly now: number };
  readonly changed: readonly {
    readonly criterion: string;
    readonly label: string;
    readonly from: string;
    readonly to: string;
  }[];
}

/** The leader's kept sound through the recogniser as it is today: how well it hears, and what that does to the score. */
@customElement('cr-hear-again')
export class HearAgain extends LitElement {
  static override styles = [
    base,
    readingStyles,
    css`
      :host {
        padding: var(--space-5) 0 0;
      }
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-1) var(--space-4);
        margin: var(--space-3) 0;
      }
      dd {
        margin: 0;
      }
      dt {
        color: var(--ink-soft);
      }
    `,
  ];

  @property() session = '';
  @state() private answer: HeardAgain | undefined;
  @state() private trouble = '';
  private readonly job = new SoundJob<HeardAgain>(this);

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('session')) return;
    this.job.stop();
    this.answer = undefined;
    this.trouble = '';
  }

  override render(): TemplateResult {
    return html`<section data-testid="hear-again">
      <h2>Hear it again</h2>
      <p class="soft">
        Your kept sound goes through the recogniser as it is today: how many words it gets wrong against what
        was said, as you put it right, and what that would do to the score. Nothing of it is kept.
      </p>
      <p>
        <button data-testid="hear" ?disabled=${this.job.running} @click=${() => this.hear()}>
          Hear it again
        </button>
        ${
          this.job.running
            ? html`<button class="quiet" @click=${() => this.job.stop()}>Break it off</button>`
            : nothing
        }
      </p>
      <div role="status">${this.job.running ? this.renderProgress() : nothing}</div>
      ${this.trouble ? html`<p class="note" role="alert">${this.trouble}</p>` : nothing}
      ${this.answer ? this.renderAnswer(this.answer) : nothing}
    </section>`;
  }

  private renderProgress(): TemplateResult {
    const { done, state: how } = this.job;
    return html`<label class="small soft"
      >${how === 'waiting' ? 'Another recording is being heard first…' : `Hearing, ${Math.round(100 * done)} %`}
      <progress max="1" .value=${done}></progress
    ></label>`;
  }

  private renderAnswer({ lines, then, now, corrected, silent, scores, changed }: HeardAgain): TemplateResult {
    const wrong = lines.filter(({ errorsThen, errorsNow }) => errorsThen + errorsNow > 0);
    return html`<div data-testid="heard-again">
      <dl class="figures">
        <dt>Words wrong in the call</dt>
        <dd>${percent(then)}</dd>
        <dt>Words wrong today</dt>
        <dd>${percent(now)}</dd>
        <dt>Score of what was said</dt>
        <dd>${scores.said}</dd>
        <dt>Score of what was heard</dt>
        <dd>${scores.then}</dd>
        <dt>Score of what is heard today</dt>
        <dd>${scores.now}</dd>
      </dl>
      <p class="small soft">
        ${lines.length} turns were heard, ${corrected} of them put
        right.${corrected === 0 ? ' What was heard in the call counts as what was said, so its own errors are not seen.' : ''}
        ${silent.length > 0 ? `Of turns ${silent.join(', ')} there is no sound: they stand as they are.` : ''}
        The scores are the built-in judge’s.
      </p>
      ${
        changed.length > 0
          ? html`<h3>What would be judged otherwise</h3>
              <ul>
                ${changed.map(({ label, from, to }) => html`<li>${label}: ${from}, as heard today ${to}</li>`)}
              </ul>`
          : html`<p>No criterion would be judged otherwise than by what was said.</p>`
      }
      ${
        wrong.length > 0
          ? html`<details>
              <summary>
                ${wrong.length === 1 ? 'The turn' : `The ${wrong.length} turns`} with words that differ
              </summary>
              <ol class="plain">
                ${wrong.map((line) => this.renderLine(line))}
              </ol>
            </details>`
          : nothing
      }
    </div>`;
  }

  private renderLine({ turn, said, corrected, then, now, errorsNow }: Line): TemplateResult {
    return html`<li>
      <p class="small soft figures">
        Turn ${turn}, ${errorsNow} ${errorsNow === 1 ? 'word' : 'words'} wrong today
      </p>
      <dl>
        <dt>Said</dt>
        <dd>${said}</dd>
        ${
          corrected
            ? html`<dt>Heard in the call</dt>
                <dd>${then}</dd>`
            : nothing
        }
        <dt>Heard today</dt>
        <dd>${now || '(nothing)'}</dd>
      </dl>
    </li>`;
  }

  private async hear(): Promise<void> {
    const path = `/api/sessions/${encodeURIComponent(this.session)}/hear-again`;
    this.trouble = '';
    this.answer = undefined;
    try {
      this.answer = await this.job.run(path, () => request('POST', path));
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }
}

function percent({ errors, words, rate }: Rate): string {
  return `${(100 * rate).toFixed(1)} % (${errors} of ${words})`;
}
