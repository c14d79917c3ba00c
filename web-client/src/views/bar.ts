import { html, nothing, type TemplateResult } from 'lit';
import { addressOf, type Route } from '../routing';
import './me';
import './theme-switch';

const PLACES: readonly (readonly [Route & { page: 'home' | 'sessions' | 'about' | 'authors' }, string])[] = [
  [{ page: 'home' }, 'Calmroom'],
  [{ page: 'sessions' }, 'Past calls'],
  [{ page: 'about' }, 'How it works'],
  [{ page: 'authors' }, 'For authors'],
];

/** The head of every page that is read; a way past it for the keyboard, and the ways to the others. */
export function bar(here: Route['page']): TemplateResult {
  return html`<nav class="bar" aria-label="Calmroom">
    <button class="skip" @click=${skip}>Skip to the text</button>
    ${PLACES.map(
      ([route, name]) =>
        html`<a href=${addressOf(route)} aria-current=${route.page === here ? 'page' : nothing}>${name}</a>`,
    )}
    <cr-me></cr-me>
    <cr-theme-switch></cr-theme-switch>
  </nav>`;
}

function skip(event: Event): void {
  const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
  root.querySelector<HTMLElement>('h1')?.focus();
}
