import { machine } from '../storage';

/** With which devices and choices the last call was made; the next begins with them. */
export interface Preferences {
  /** Device id of the microphone. */
  readonly microphone?: string;
  /** Name of a voice of the browser's own; absent: the server speaks. */
  readonly browserVoice?: string;
  /** Id of the server's voice; absent: its standard one. */
  readonly serverVoice?: string;
  /** Whether the sound of calls is kept, and not only their words. */
  readonly keepSound?: boolean;
  /** Id of the scenario that rings. */
  readonly scenario?: string;
  /** Id of a difficulty of the server's. */
  readonly difficulty?: string;
  /** Id of a pace of the server's. */
  readonly pace?: string;
  /** The session that is remembered, empty for none; absent: the latest, where the scenario remembers any. */
  readonly earlier?: string;
  /** What the call is for: a test hides goals, moves and what one's words do. Absent: practice. */
  readonly test?: boolean;
  /** Whether a seat that is swapped is taken on the phone. */
  readonly seatSpoken?: boolean;
  /** Somebody has read who is on the line and what is kept. */
  readonly told?: boolean;
}

const KEY = 'calmroom.preferences';

export function preferences(): Preferences {
  try {
    return (JSON.parse(machine.get(KEY) ?? '{}') as Preferences | null) ?? {};
  } catch {
    return {};
  }
}

/** An undefined value forgets the choice. */
export function prefer(choice: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): void {
  machine.set(KEY, JSON.stringify({ ...preferences(), ...choice }));
}
