import type {
  Engines,
  Feeling,
  Guest,
  LatencyStages,
  Scenario,
  ServerMessage,
  SessionEvent,
  Waiting,
} from '../protocol/messages';
import type { PlayoutProgress } from '../audio/playout';
import type { ConnectionStatus } from './connection';
import { charactersHeard, newPersonaLine, withClause, type Line, type PersonaLine } from './captions';
import { firstName, guestCame, guestLeft, offeredBy, onLine, type Waiting as Waits } from './company';
import { ledgerLines, type LedgerLine } from './ledger';

/** All that the page shows of a call. */
export interface CallState {
  readonly connection: ConnectionStatus;
  readonly session?: string;
  readonly scenario?: Scenario;
  readonly engines?: Engines;
  readonly sampleRate: number;
  readonly elapsedMs: number;
  readonly remainingMs?: number;
  readonly ending: boolean;
  readonly lines: readonly Line[];
  /** What is being heard of the leader and belongs to no turn yet. */
  readonly hearing?: HearingSoFar;
  /** How whoever is on the line feels. */
  readonly feeling: Feeling;
  readonly feelingBefore: Feeling;
  /** Whose phone rings, and whom the leader can be put through to. */
  readonly offered?: Guest;
  /** Who is on the line in the persona's place. */
  readonly guest?: Guest;
  /** How the persona felt when the guest came. */
  readonly waiting?: Waits;
  readonly ledger: readonly LedgerLine[];
  readonly latencies: readonly { readonly turn: number; readonly stages: LatencyStages }[];
  /** How it was decided that the leader had finished, turn by turn. */
  readonly turnsTaken: readonly { readonly turn: number; readonly decisions: readonly Waiting[] }[];
  /** Counts the rings in the corner, so that each is heard once. */
  readonly rings: number;
  readonly happenings: readonly string[];
  readonly trouble?: { readonly code: string; readonly message: string; readonly fatal: boolean };
  readonly ended?: { readonly reason: string; readonly text: string };
  readonly graded: boolean;
  /** The leader has put the call on hold: its clock stands still. */
  readonly onHold: boolean;
  /** What was offered to say next, until it is read or something was said. */
  readonly help?: string;
  /** For screen readers: what happened in the call besides what is said. */
  readonly announcement: string;
  /** For screen readers, where they are to read it: what was said for good. */
  readonly lastSaid: string;
}

interface HearingSoFar {
  readonly utterance: number;
  readonly text: string;
  readonly settled: string;
  /** What was settled before this utterance, which may yet go on after it seemed to be over. */
  readonly before: string;
}

export type CallInput =
  | ServerMessage
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  | { readonly type: 'played'; readonly progress: PlayoutProgress }
  | { readonly type: 'spoken-here'; readonly turn: number; readonly chars: number }
  | { readonly type: 'trouble-read' }
  | { readonly type: 'help-read' };

export const NO_CALL: CallState = {
  connection: 'connecting',
  sampleRate: 16_000,
  elapsedMs: 0,
  ending: false,
  lines: [],
  feeling: {},
  feelingBefore: {},
  ledger: [],
  latencies: [],
  turnsTaken: [],
  rings: 0,
  happenings: [],
  graded: false,
  onHold: false,
  announcement: '',
  lastSaid: '',
};

/** The state after one thing that happened; the same object where nothing that can be seen has changed. */
export function reduce(state: CallState, input: CallInput): CallState {
  switch (input.type) {
    case 'connection':
      return { ...state, connection: input.status };
    case 'welcome': {
      const { session, scenario, engines, sampleRate, elapsedMs } = input;
      const { trouble, ...rest } = state;
      const before = trouble?.code === 'busy' ? rest : state;
      return { ...before, session, scenario, engines, sampleRate, elapsedMs };
    }
    case 'hearing':
      return { ...state, hearing: heardSoFar(state, input) };
    case 'caption':
      return withPersonaLine(state, input.turn, (line) => withClause(line, input));
    case 'played':
      return played(state, input.progress);
    case 'spoken-here':
      return withPersonaLine(state, input.turn, (line) => show(line, input.chars));
    case 'event':
      return happened(state, input.event);
    case 'clock':
      return { ...state, elapsedMs: input.elapsedMs, remainingMs: input.remainingMs };
    case 'warning':
      return {
        ...state,
        ending: true,
        remainingMs: input.remainingMs,
        announcement: 'The call ends in a minute.',
      };
    case 'latency':
      return { ...state, latencies: [...state.latencies, { turn: input.turn, stages: input.stages }] };
    case 'error':
      return { ...state, trouble: { code: input.code, message: input.message, fatal: input.fatal } };
    case 'trouble-read': {
      const { trouble, ...rest } = state;
      return rest;
    }
    case 'help-read': {
      const { help, ...rest } = state;
      return rest;
    }
    case 'speaking':
    case 'pong':
      return state;
  }
}

type Hearing = Extract<ServerMessage, { type: 'hearing' }>;

/** Several utterances can make up a turn: what is final stays, the partial of an older utterance goes. */
function heardSoFar(state: CallState, { utterance, text, final }: Hearing): HearingSoFar {
  const last = state.hearing;
  const before = (last?.utterance === utterance ? last.before : last?.settled) ?? '';
  return final
    ? { utterance, text: '', settled: joined(before, text), before }
    : { utterance, text, settled: before, before };
}

function joined(before: string, after: string): string {
  return [before, after].filter(Boolean).join(' ');
}

function withPersonaLine(
  state: CallState,
  turn: number,
  change: (line: PersonaLine) => PersonaLine,
): CallState {
  const index = state.lines.findIndex((line) => line.turn === turn && line.speaker === 'persona');
  const before = state.lines[index];
  const line = before?.speaker === 'persona' ? before : newPersonaLine(turn, state.guest?.name);
  const changed = line.settled ? line : change(line);
  if (changed === before) return state;
  const lines = index < 0 ? [...state.lines, changed] : state.lines.with(index, changed);
  return { ...state, lines };
}

function show(line: PersonaLine, characters: number): PersonaLine {
  return characters > line.shown ? { ...line, shown: Math.min(characters, line.text.length) } : line;
}

function played(state: CallState, { turn, samples, over }: PlayoutProgress): CallState {
  if (!state.lines.some((line) => line.speaker === 'persona' && line.turn === turn)) return state;
  return withPersonaLine(state, turn, (line) => {
    const heard =
      over === 'played' ? line.text.length : charactersHeard(line.clauses, samples, state.sampleRate);
    const shown = show(line, heard);
    return over === 'cut' ? { ...shown, settled: true, cut: shown.shown < shown.text.length } : shown;
  });
}

function happened(state: CallState, event: SessionEvent): CallState {
  switch (event.type) {
    case 'session-started':
      return { ...state, feeling: event.state, feelingBefore: event.state };
    case 'leader-spoke':
      return leaderSpoke(state, event);
    case 'persona-spoke':
      return personaSpoke(state, event);
    case 'emotion-shifted': {
      const lines = state.scenario ? ledgerOf(event, state, state.scenario) : [];
      return {
        ...state,
        feeling: event.after,
        feelingBefore: event.before,
        ledger: [...state.ledger, ...lines],
      };
    }
    case 'turn-taken':
      return {
        ...state,
        turnsTaken: [...state.turnsTaken, { turn: event.turn, decisions: event.decisions }],
      };
    case 'world-event': {
      const rings = state.scenario?.sounds?.[event.event] === 'ring' ? state.rings + 1 : state.rings;
      const { offered, ...rest } = state;
      return {
        ...rest,
        ...offeredBy(state, event.event),
        rings,
        happenings: [...state.happenings, event.text],
        announcement: event.text,
      };
    }
    case 'guest-came':
      return guestCame(state, event);
    case 'guest-left':
      return guestLeft(state, event);
    case 'put-on-hold':
      return { ...state, onHold: true, announcement: 'The call is on hold.' };
    case 'taken-off-hold':
      return { ...state, onHold: false, announcement: 'The call goes on.' };
    case 'help-given':
      return { ...state, help: event.text };
    case 'session-ended':
      return { ...state, ended: { reason: event.reason, text: event.text }, announcement: event.text };
    case 'session-graded':
      return { ...state, graded: true };
    case 'voice-chosen':
      return state.engines ? { ...state, engines: { ...state.engines, voice: event.voice } } : state;
    default:
      // Kinds of events may be added that a page need not know.
      return state;
  }
}

/** A guest's feelings go by the guest's name: both may be called trust. */
function ledgerOf(
  { turn, causes, guest }: Extract<SessionEvent, { type: 'emotion-shifted' }>,
  state: CallState,
  scenario: Scenario,
): LedgerLine[] {
  const dimensions = onLine(state)?.dimensions ?? [];
  const lines = ledgerLines(turn, causes, { ...scenario, dimensions });
  return guest === undefined
    ? lines
    : lines.map((line) => ({ ...line, what: `${firstName(state.guest)}: ${line.what}` }));
}

function leaderSpoke(state: CallState, event: Extract<SessionEvent, { type: 'leader-spoke' }>): CallState {
  const { hearing, help, ...rest } = state;
  const line = { speaker: 'leader', turn: event.turn, text: event.text, source: event.source } as const;
  const others = state.lines.filter((other) => !(other.speaker === 'leader' && other.turn === event.turn));
  const goesOn = hearing && hearing.text !== '' && !event.text.includes(hearing.text);
  return {
    ...rest,
    ...(goesOn ? { hearing: { ...hearing, settled: '', before: '' } } : {}),
    lines: [...others, line],
    // What one has typed one has heard as one typed it.
    lastSaid: event.source === 'typed' ? state.lastSaid : `You: ${event.text}`,
  };
}

function personaSpoke(state: CallState, event: Extract<SessionEvent, { type: 'persona-spoke' }>): CallState {
  const name = firstName(event.guest === undefined ? state.scenario?.persona : state.guest);
  const next = withPersonaLine(state, event.turn, (line) => ({
    ...line,
    text: event.heard,
    shown: event.heard.length,
    settled: true,
    cut: event.heard.trimEnd().length < event.text.trimEnd().length,
    ...(event.speaker === undefined ? {} : { wordedBy: event.speaker }),
  }));
  return { ...next, lastSaid: `${name}: ${event.heard}` };
}
