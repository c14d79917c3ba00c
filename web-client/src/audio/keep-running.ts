/**
 * Keeps an audio context running as far as the browser lets it: what stops it (a call on the phone, another page that
 * sounds, a laptop that slept; Safari calls it `interrupted`) is answered by asking for it back, at once and whenever
 * the page is seen or touched again.
 *
 * @param onchange called when it stopped or runs again
 * @returns what ends it
 */
export function keepRunning(context: AudioContext, onchange: () => void = () => undefined): () => void {
  const wake = (): void => {
    const state: string = context.state;
    if (state !== 'running' && state !== 'closed') void context.resume().catch(() => undefined);
  };
  const changed = (): void => {
    wake();
    onchange();
  };
  const seen = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  context.addEventListener('statechange', changed);
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('pointerup', wake);
  window.addEventListener('keydown', wake);
  return () => {
    context.removeEventListener('statechange', changed);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('pointerup', wake);
    window.removeEventListener('keydown', wake);
  };
}
