import { machine } from '../storage';

/** Keys of the call; single letters, which one may switch off (WCAG 2.1.4). */
export const SHORTCUTS = {
  m: { action: 'mute', keys: 'M', what: 'mute or speak again' },
  t: { action: 'type', keys: 'T', what: 'type instead of speaking' },
  p: { action: 'hold', keys: 'P', what: 'put the call on hold, or go on' },
  r: { action: 'again', keys: 'R', what: 'ask to hear the last words again' },
  h: { action: 'help', keys: 'H', what: 'ask what could be said next (practice only)' },
  s: { action: 'feeling', keys: 'S', what: 'show or hide the feeling' },
  l: { action: 'ledger', keys: 'L', what: 'show or hide what your words do' },
  i: { action: 'details', keys: 'I', what: 'engines and answer times' },
  H: { action: 'hangup', keys: 'Shift H', what: 'hang up' },
} as const;

export type ShortcutAction = (typeof SHORTCUTS)[keyof typeof SHORTCUTS]['action'];

const KEY = 'calmroom.shortcuts';

export function shortcutsOn(): boolean {
  return machine.get(KEY) !== 'off';
}

export function switchShortcuts(on: boolean): void {
  if (on) machine.remove(KEY);
  else machine.set(KEY, 'off');
}

/** What a key press asks for; nothing while the leader types or holds a modifier. */
export function shortcutFor(event: KeyboardEvent): ShortcutAction | undefined {
  if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  const target = event.composedPath()[0];
  if (target instanceof HTMLElement && target.matches('input, textarea, select')) return undefined;
  return event.key in SHORTCUTS ? SHORTCUTS[event.key as keyof typeof SHORTCUTS].action : undefined;
}
