/**
 * Keeps the screen on, where the browser can: a phone that falls asleep in mid-call takes the microphone with it.
 *
 * @returns what lets the screen sleep again
 */
export function keepAwake(): () => void {
  const locks = (navigator as { wakeLock?: WakeLock }).wakeLock;
  let lock: Promise<WakeLockSentinel | undefined> | undefined;
  const ask = (): void => {
    if (document.visibilityState === 'visible') lock = locks?.request('screen').catch(() => undefined);
  };
  // It is taken away with each look at another tab.
  document.addEventListener('visibilitychange', ask);
  ask();
  return () => {
    document.removeEventListener('visibilitychange', ask);
    void lock?.then((taken) => taken?.release()).catch(() => undefined);
  };
}
