/** Made once: to make one costs as much as to write a hundred moments with it. */
const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });
const TO_THE_SECOND = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'medium' });

/** A moment, as people of the browser's language write it. @param iso ISO 8601; anything else stays as it is */
export function when(iso: string): string {
  return written(iso, WHEN);
}

/** The same with its seconds. */
export function toTheSecond(iso: string): string {
  return written(iso, TO_THE_SECOND);
}

function written(iso: string, form: Intl.DateTimeFormat): string {
  const moment = new Date(iso);
  // The format throws where there is no such moment, and one bad call would take the whole list with it.
  return Number.isNaN(moment.getTime()) ? iso : form.format(moment);
}

/** A length of time as one says it: `45 seconds`, `6 min 11 s`, `10 minutes`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest} ${rest === 1 ? 'second' : 'seconds'}`;
  if (rest === 0) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `${minutes} min ${rest} s`;
}
