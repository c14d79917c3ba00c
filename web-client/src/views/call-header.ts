import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../call/call-state';
import { minutesAndSeconds, nightTime } from '../call/night';
import { icon } from './icons';

/** Who is on the line, what time it is there, and what has just happened. */
export function callHeader({
  scenario,
  elapsedMs,
  remainingMs,
  ending,
  happenings,
}: CallState): TemplateResult {
  const time = scenario ? nightTime(scenario.clock, elapsedMs) : '';
  return html`<header>
    <div class="who">
      <h1 tabindex="-1">${scenario?.persona.name}</h1>
      <p>${scenario?.persona.role}</p>
    </div>
    <p class="clock figures">
      <time data-testid="clock">${time}</time>
      ${
        remainingMs === undefined
          ? nothing
          : html`<span class=${ending ? 'ending' : ''}>${minutesAndSeconds(remainingMs)} left</span>`
      }
    </p>
    <p class="happening" ?hidden=${happenings.length === 0}>
      ${icon('phone')}<span>${happenings.at(-1)}</span>
    </p>
  </header>`;
}
