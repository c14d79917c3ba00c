/** The night's time, `23:04`, so long after the call began. */
export function nightTime(start: string, elapsedMs: number): string {
  const [hours = 0, minutes = 0] = start.split(':').map(Number);
  const total = (hours * 60 + minutes + Math.floor(elapsedMs / 60_000)) % (24 * 60);
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
}

/** A length of time as minutes and seconds, `4:07`. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
