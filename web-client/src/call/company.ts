import type { Dimension, Feeling, Guest, Person, SessionEvent } from '../protocol/messages';
import type { CallState } from './call-state';

/** Whom the leader speaks to now: the persona, or a guest in the persona's place. */
export function onLine({ guest, scenario }: CallState): (Person & Dimensions) | undefined {
  return guest ?? (scenario && { ...scenario.persona, dimensions: scenario.dimensions });
}

interface Dimensions {
  readonly dimensions: readonly Dimension[];
}

/** By which one is spoken to. */
export function firstName(person: Person | undefined): string {
  return person?.name.split(' ')[0] ?? '';
}

/** How the persona feels who waits. */
export interface Waiting {
  readonly feeling: Feeling;
  readonly feelingBefore: Feeling;
}

type Came = Extract<SessionEvent, { type: 'guest-came' }>;
type Left = Extract<SessionEvent, { type: 'guest-left' }>;

export function guestCame(state: CallState, event: Came): CallState {
  const { offered, ...rest } = state;
  const known = state.scenario?.guests?.find(({ id }) => id === event.guest);
  const { guest: id, name, role } = event;
  const guest: Guest = { event: '', says: '', goes: '', dimensions: [], ...known, id, name, role };
  return {
    ...rest,
    guest,
    waiting: { feeling: state.feeling, feelingBefore: state.feelingBefore },
    feeling: event.state,
    feelingBefore: event.state,
    announcement: `${name}, ${role}, is on the line. ${firstName(state.scenario?.persona)} waits.`,
  };
}

export function guestLeft(state: CallState, event: Left): CallState {
  const { guest, waiting, ...rest } = state;
  return {
    ...rest,
    ...waiting,
    happenings: [...state.happenings, event.text],
    announcement: `${firstName(state.scenario?.persona)} is on the line again. ${event.text}`,
  };
}

/** Who can be spoken to since this happened; a phone that rang before rings no more. */
export function offeredBy(state: CallState, event: string): Pick<CallState, 'offered'> {
  const offered = state.scenario?.guests?.find((guest) => guest.event === event);
  return offered ? { offered } : {};
}
