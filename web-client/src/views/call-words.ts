import { html, type TemplateResult } from 'lit';
import type { CallState } from '../call/call-state';
import { onLine } from '../call/company';
import { inWords } from '../call/feeling';

/** Who hears, words and speaks; where there is little room, who finds the words. */
export function engineNames({ engines }: CallState): TemplateResult | string {
  if (!engines) return 'Engines';
  const { recognition, persona, voice } = engines;
  return html`<span class="beside">${recognition} · </span>${persona}<span class="beside"> · ${voice}</span>`;
}

/** What the drawing shows, for who does not see it. */
export function describedFeeling(call: CallState, name: string): string {
  const words = (onLine(call)?.dimensions ?? []).map(
    (dimension) => `${dimension.label}: ${inWords(dimension, call.feeling[dimension.id] ?? 0)}`,
  );
  return [name, ...words].join(', ');
}
