import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../call/call-state';
import { firstName, onLine } from '../call/company';
import { minutesAndSeconds, nightTime } from '../call/night';
import { icon } from './icons';

/**
 * Who is on the line, what time it is there, what has just happened, and whom else one can speak to.
 *
 * @param say as if the leader had typed it
 */
export function callHeader(call: CallState, say: (words: string) => void): TemplateResult {
  const { scenario, elapsedMs, remainingMs, ending } = call;
  const there = onLine(call);
  const time = scenario ? nightTime(scenario.clock, elapsedMs) : '';
  return html`<header>
    <div class="who">
      <h1 tabindex="-1">${there?.name}</h1>
      <p>${there?.role}</p>
    </div>
    <p class="clock figures">
      <time data-testid="clock">${time}</time>
      ${
        remainingMs === undefined
          ? nothing
          : html`<span class=${ending ? 'ending' : ''}>${minutesAndSeconds(remainingMs)} left</span>`
      }
    </p>
    ${happening(call, say)}
  </header>`;
}

function happening(
  { scenario, happenings, offered, guest }: CallState,
  say: (words: string) => void,
): TemplateResult {
  const persona = firstName(scenario?.persona);
  return html`<div class="happening" ?hidden=${happenings.length === 0 && !guest}>
    ${icon('phone')}<span>${guest ? `${persona} waits.` : happenings.at(-1)}</span>
    ${
      guest?.goes
        ? html`<button data-testid="back" title="Says: ${guest.goes}" @click=${() => say(guest.goes)}>
            Back to ${persona}
          </button>`
        : offered
          ? html`<button
              data-testid="take-call"
              title="Says: ${offered.says}"
              @click=${() => say(offered.says)}
            >
              Take the call
            </button>`
          : nothing
    }
  </div>`;
}
