import { css, html, nothing, type TemplateResult } from 'lit';
import type { Keeping, ScenarioSummary } from '../api';
import './model-trouble';

export const beforehandStyles = css`
  .told {
    display: grid;
    gap: var(--space-3);
    color: var(--ink-soft);
    font-size: var(--step--1);
  }
  .told strong {
    color: var(--ink);
    font-weight: 600;
  }
  .told summary {
    display: inline-flex;
    align-items: center;
    min-height: var(--touch);
    cursor: pointer;
    text-decoration: underline;
    text-decoration-color: var(--line-strong);
    text-underline-offset: 0.25em;
  }
  .told[open] {
    padding-bottom: var(--space-3);
  }
  .told p + p {
    margin-top: var(--space-2);
  }
`;

/** By its name on the wire: the player that needs no model. */
const UNDERSTUDY = 'understudy';

/** Behind its name stands in whose place it speaks, where a model is configured and does not answer. */
export const inPlace = (persona: string): boolean => persona.startsWith(`${UNDERSTUDY} (`);

function wording(persona: string): string {
  return persona === UNDERSTUDY || inPlace(persona)
    ? `The words are chosen by an understudy from written lines${persona.slice(UNDERSTUDY.length)}`
    : `The words are found by ${persona}, a language model`;
}

export const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`);

function soundKept(keeping: Keeping | undefined): string {
  if (keeping?.soundDays === 0) return 'No sound is kept here.';
  return `The sound is kept only if you ask for it here${keeping ? `, and goes after ${days(keeping.soundDays)}` : ''}.`;
}

/**
 * What is told before the first call: that a computer speaks, whose words and voice it has, and what is kept. Later it
 * is one line that opens.
 *
 * @param keeping for how long what is kept is kept; undefined where the server did not say
 * @param read whether it was open before an earlier call
 */
export function beforehand(
  scenario: ScenarioSummary | undefined,
  keeping: Keeping | undefined,
  read: boolean,
): TemplateResult {
  const name = scenario?.persona.name.split(' ')[0] ?? 'The other side';
  const engines = scenario?.engines;
  return html`<details class="told" data-testid="beforehand" ?open=${!read}>
    <summary>Who is on the line, and what is kept</summary>
    <p>
      <strong>${name} is a computer.</strong>
      ${
        engines
          ? html`${wording(engines.persona)}, and spoken by ${engines.voice}, a synthetic voice; you are heard
            by ${engines.recognition}. Where somebody else words a turn, the turn says so. The server's voices
            run where the server runs, unless a name says at whose address; of the browser's own some speak
            through somebody's cloud, and the choice of voices says which.`
          : nothing
      }
    </p>
    ${engines && inPlace(engines.persona) ? html`<cr-model-trouble></cr-model-trouble>` : nothing}
    <p>
      <strong>What is kept:</strong> the words of both sides, how ${name} felt, and the report, on this
      server, ${keeping?.callDays ? `for ${days(keeping.callDays)}, or` : ''} until you delete the call, which
      you can in its report and in the list. ${soundKept(keeping)}
    </p>
    <p>
      <strong>To type is as good as to speak:</strong> the field stands ready during the whole call. With a
      screen reader, headphones help: its voice from a loudspeaker would be heard as yours. Afterwards a
      coach's report says how it went. It is an exercise, and no basis for decisions about employment.
    </p>
  </details>`;
}
