/** Names the screen in the browser's tab, and for those who hear the page. */
export function entitle(title: string): void {
  document.title = title === '' ? 'Calmroom' : `${title} · Calmroom`;
}
