/** The text frames of `calmroom.v1`; docs/protocol.md says what each means. */

export interface Dimension {
  readonly id: string;
  readonly label: string;
  /** Words for the two ends of the scale. */
  readonly low: string;
  readonly high: string;
  readonly good: 'high' | 'low';
  /** How it forms the drawn shape. */
  readonly look?: 'restlessness' | 'smoothness' | 'warmth' | null;
}

export interface Engines {
  readonly recognition: string;
  readonly voice: string;
  readonly persona: string;
  readonly appraiser: string;
  readonly grader: string;
}

export interface Person {
  readonly name: string;
  readonly role: string;
}

/** Somebody else who can come on the line. */
export interface Guest extends Person {
  /** The world event with which the leader can be put through. */
  readonly event: string;
  readonly id: string;
  /** Words of the leader's that bring the guest on the line, and words that end it. */
  readonly says: string;
  readonly goes: string;
  readonly dimensions: readonly Dimension[];
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly persona: Person;
  /** The night's time when the call starts, `23:00`. */
  readonly clock: string;
  readonly durationMs: number;
  readonly warnAtMs: number;
  readonly dimensions: readonly Dimension[];
  readonly rules?: Readonly<Record<string, string>>;
  readonly sounds?: Readonly<Record<string, string>>;
  readonly guests?: readonly Guest[];
}

export type Feeling = Readonly<Record<string, number>>;

export interface Cause {
  readonly quote: string;
  readonly rule: string;
  readonly dimension: string;
  readonly amount: number;
}

interface Logged {
  readonly sequence: number;
  readonly at: number;
}

/** How the leader's words came in. */
export type Medium = 'voice' | 'typed' | 'transcript';

export type EndReason = 'hung-up' | 'persona-hung-up' | 'time-up' | 'lost' | 'transcript-ended';

export type SessionEvent = Logged &
  (
    | { readonly type: 'session-started'; readonly scenario: string; readonly state: Feeling }
    | {
        readonly type: 'leader-spoke';
        readonly turn: number;
        readonly text: string;
        readonly source: Medium;
        readonly guest?: string;
      }
    | { readonly type: 'turn-appraised'; readonly turn: number }
    | {
        readonly type: 'emotion-shifted';
        readonly turn: number;
        readonly before: Feeling;
        readonly after: Feeling;
        readonly causes: readonly Cause[];
        readonly guest?: string;
      }
    | {
        readonly type: 'persona-spoke';
        readonly turn: number;
        readonly text: string;
        readonly heard: string;
        readonly act: string;
        readonly speaker?: string;
        readonly note?: string;
        readonly guest?: string;
      }
    /** Somebody else is on the line, and the persona waits. */
    | {
        readonly type: 'guest-came';
        readonly guest: string;
        readonly name: string;
        readonly role: string;
        readonly state: Feeling;
      }
    | {
        readonly type: 'guest-left';
        readonly guest: string;
        readonly ending: string;
        readonly text: string;
        readonly reason: EndReason;
      }
    | { readonly type: 'turn-taken'; readonly turn: number; readonly decisions: readonly Waiting[] }
    | { readonly type: 'interrupted'; readonly turn: number; readonly by: 'leader' | 'persona' }
    | { readonly type: 'world-event'; readonly event: string; readonly text: string }
    | { readonly type: 'silence' }
    | { readonly type: 'put-on-hold' }
    /** After so many milliseconds by the clock on the wall. */
    | { readonly type: 'taken-off-hold'; readonly lasted: number }
    | {
        readonly type: 'help-given';
        readonly turn: number;
        readonly criterion: string;
        readonly text: string;
      }
    | {
        readonly type: 'session-ended';
        readonly reason: EndReason;
        readonly ending: string;
        readonly text: string;
      }
    | { readonly type: 'session-graded' }
    /** When the call is over: a second recogniser heard other words in one of the leader's turns. */
    | { readonly type: 'heard-again'; readonly turn: number; readonly text: string; readonly by: string }
    | { readonly type: 'voice-chosen'; readonly voice: string }
  );

/** Why the leader was taken to have finished after so much silence, or not yet. Milliseconds. */
export interface Waiting {
  readonly heard: string;
  readonly patience: number;
  /** After so much of it the persona murmurs, to be heard listening; null or absent where there is no murmur. */
  readonly murmurAfter?: number | null;
  readonly reasons: readonly {
    readonly strategy: string;
    readonly because: string;
    readonly patience: number;
  }[];
}

export type SpeakingState = 'started' | 'stopped' | 'interrupted' | 'lowered' | 'held' | 'raised';

export interface LatencyStages {
  readonly endOfTurn?: number | null;
  readonly recognised?: number | null;
  readonly appraised?: number | null;
  readonly firstWord?: number | null;
  readonly firstAudioSent?: number | null;
  readonly firstAudioPlayed?: number | null;
  readonly firstWordPlayed?: number | null;
}

export interface Welcome {
  readonly type: 'welcome';
  readonly session: string;
  readonly resume: string;
  readonly scenario: Scenario;
  readonly engines: Engines;
  readonly sampleRate: number;
  readonly elapsedMs: number;
  readonly resumed: boolean;
  /** How many frames came over the connection before this one; of those behind them none did. */
  readonly microphoneFrames?: number;
}

export interface Speaking {
  readonly type: 'speaking';
  readonly turn: number;
  readonly state: SpeakingState;
  /** For a page that speaks by itself, at `started`: where it begins, and in which manner. */
  readonly from?: number;
  readonly manner?: { readonly rate: number; readonly pitch: number; readonly volume: number };
}

/** Words as a voice is to say them, and how many characters of the caption's text they stand for. */
export interface Said {
  readonly text: string;
  readonly chars: number;
}

export interface Caption {
  readonly type: 'caption';
  readonly turn: number;
  readonly text: string;
  readonly atSamples: number;
  /** For a page that speaks by itself, where that is said otherwise than written: pieces that together are all of the text. */
  readonly said?: readonly Said[];
}

export type ServerMessage =
  | Welcome
  | { readonly type: 'hearing'; readonly utterance: number; readonly text: string; readonly final: boolean }
  | Caption
  | Speaking
  | { readonly type: 'event'; readonly event: SessionEvent }
  | { readonly type: 'clock'; readonly elapsedMs: number; readonly remainingMs: number }
  | { readonly type: 'warning'; readonly remainingMs: number }
  | { readonly type: 'latency'; readonly turn: number; readonly stages: LatencyStages }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly fatal: boolean }
  | { readonly type: 'pong'; readonly id: number };

export type ClientMessage =
  | {
      readonly type: 'hello';
      readonly scenario: string;
      readonly sampleRate: number;
      readonly voice?: 'server' | 'client';
      readonly keepSound?: boolean;
      readonly difficulty?: string;
      readonly pace?: string;
      readonly earlier?: string;
      readonly test?: boolean;
      readonly seed?: number;
      readonly resume?: string;
      readonly last?: number;
      readonly seat?: string;
    }
  | { readonly type: 'answer' }
  | { readonly type: 'say'; readonly text: string; readonly id?: number }
  | { readonly type: 'microphone'; readonly echoCancellation: boolean }
  | { readonly type: 'mute'; readonly on: boolean }
  | { readonly type: 'typing'; readonly on: boolean }
  | { readonly type: 'pause'; readonly on: boolean }
  | { readonly type: 'hold'; readonly on: boolean }
  | { readonly type: 'help' }
  | { readonly type: 'playback'; readonly turn: number; readonly samples: number; readonly done?: boolean }
  | { readonly type: 'spoken'; readonly turn: number; readonly chars: number; readonly done: boolean }
  | { readonly type: 'put-down' }
  | { readonly type: 'hangup' }
  | { readonly type: 'ping'; readonly id: number };

const KNOWN = new Set<string>([
  'welcome',
  'hearing',
  'caption',
  'speaking',
  'event',
  'clock',
  'warning',
  'latency',
  'error',
  'pong',
] satisfies ServerMessage['type'][]);

/** The message in a text frame, or undefined where it is of a type that this page does not know. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  const message: unknown = JSON.parse(text);
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  return typeof message.type === 'string' && KNOWN.has(message.type) ? (message as ServerMessage) : undefined;
}
