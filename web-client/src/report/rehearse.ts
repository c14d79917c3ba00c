import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Engines } from '../protocol/messages';
import { base } from '../style/base';
import type { Report, ReportTurn } from './report';

const SHOWN = 60;

/** Whether both sides' words came from a file: nobody of ours took part. */
export function wasBroughtIn(engines: Engines): boolean {
  return engines.persona === 'brought in';
}

/** In the report of such a call: a turn of it, taken with the persona. */
export function rehearsal(
  { call, turns }: Report,
  name: string,
  take: (turn: number) => unknown,
): TemplateResult | typeof nothing {
  if (!wasBroughtIn(call.engines)) return nothing;
  return html`<section>
    <h2>Rehearse it</h2>
    <cr-rehearse
      .turns=${turns}
      .name=${name}
      @take-again=${(event: CustomEvent<number>) => take(event.detail)}
    ></cr-rehearse>
  </section>`;
}

/** Of a call that was held elsewhere any turn can be taken, with the persona in the other's place. */
@customElement('cr-rehearse')
export class Rehearse extends LitElement {
  static override styles = [
    base,
    css`
      p {
        margin-bottom: var(--space-4);
        text-wrap: pretty;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3);
      }
      label {
        display: grid;
        flex: 1 1 16rem;
        gap: var(--space-1);
        min-width: 0;
      }
      select {
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ attribute: false }) turns: readonly ReportTurn[] = [];
  @property() name = '';

  override render(): TemplateResult {
    const mine = this.turns.filter(({ speaker }) => speaker === 'leader');
    const other = this.name || 'the persona';
    return html`<form data-testid="rehearse" @submit=${(event: SubmitEvent) => this.submitted(event)}>
      <p>
        This call was brought in: what the other side says in it comes from a file. Take a turn of it with
        ${other} in the other’s place; everything before it stays as it was said.
      </p>
      <label
        >From your turn
        <select name="turn">
          ${mine.map(({ turn, text }) => html`<option value=${turn}>${turn}: ${shortened(text)}</option>`)}
        </select></label
      >
      <button type="submit" class="primary" ?disabled=${mine.length === 0}>Rehearse it</button>
    </form>`;
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const turn = Number(new FormData(event.target as HTMLFormElement).get('turn'));
    this.dispatchEvent(new CustomEvent('take-again', { detail: turn }));
  }
}

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1).trimEnd()}…`;
}
