import { machine } from '../storage';

const KEY = 'calmroom.read-words';

/**
 * Whether a screen reader is to read what was said, too. By default it is not: the persona has been heard, and to be
 * read again would talk over the leader's turn.
 */
export function readsWords(): boolean {
  return machine.get(KEY) === 'on';
}

export function switchReadingWords(on: boolean): void {
  if (on) machine.set(KEY, 'on');
  else machine.remove(KEY);
}
