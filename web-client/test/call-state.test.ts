import { describe, expect, it } from 'vitest';
import { NO_CALL, reduce, type CallInput, type CallState } from '../src/call/call-state';
import { onLine } from '../src/call/company';
import type { Scenario, SessionEvent, Welcome } from '../src/protocol/messages';

const SCENARIO: Scenario = {
  id: 'the-lost-key',
  title: 'The lost key',
  persona: { name: 'Ada Moor', role: 'Night porter' },
  clock: '02:58',
  durationMs: 60_000,
  warnAtMs: 50_000,
  dimensions: [{ id: 'worry', label: 'Worry', low: 'easy', high: 'worried', good: 'low' }],
  rules: { soothed: 'Soothed' },
  sounds: { 'bell-rings': 'ring' },
};

const WELCOME: Welcome = {
  type: 'welcome',
  session: 's1',
  resume: 'r1',
  scenario: SCENARIO,
  engines: { recognition: 'a', voice: 'b', persona: 'c', appraiser: 'd', grader: 'e' },
  sampleRate: 16_000,
  elapsedMs: 0,
  resumed: false,
};

type EventFields = SessionEvent extends infer E
  ? E extends SessionEvent
    ? Omit<E, 'sequence' | 'at'>
    : never
  : never;

let sequence = 0;
const event = (fields: EventFields): CallInput => ({
  type: 'event',
  event: { sequence: ++sequence, at: 0, ...fields } as SessionEvent,
});
const after = (...inputs: CallInput[]): CallState => inputs.reduce(reduce, reduce(NO_CALL, WELCOME));
const hearing = (utterance: number, text: string, final = false): CallInput => ({
  type: 'hearing',
  utterance,
  text,
  final,
});
const caption = (turn: number, text: string, atSamples = 0): CallInput => ({
  type: 'caption',
  turn,
  text,
  atSamples,
});

describe('a guest on the line', () => {
  const heat = { id: 'heat', label: 'Heat', low: 'cool', high: 'hot', good: 'low' } as const;
  const guest = {
    event: 'bell-rings',
    id: 'cook',
    name: 'Tom Reed',
    role: 'Cook',
    says: 'I take it.',
    goes: 'Back to Ada.',
    dimensions: [heat],
  };
  const offered = [
    { ...WELCOME, scenario: { ...SCENARIO, guests: [guest] } },
    event({ type: 'emotion-shifted', turn: 2, before: { worry: 0.8 }, after: { worry: 0.6 }, causes: [] }),
    event({ type: 'world-event', event: 'bell-rings', text: 'It rings.' }),
  ] as const;
  const came = event({
    type: 'guest-came',
    guest: 'cook',
    name: 'Tom Reed',
    role: 'Cook',
    state: { heat: 0.9 },
  });
  const left = event({
    type: 'guest-left',
    guest: 'cook',
    ending: 'e',
    text: 'Tom cooks.',
    reason: 'hung-up',
  });

  it('is offered while the phone rings, and no more once something else has happened', () => {
    expect(after(...offered).offered?.says).toBe('I take it.');
    const later = after(...offered, event({ type: 'world-event', event: 'light-fails', text: 'Dark.' }));
    expect(later.offered).toBeUndefined();
  });

  it('has a name, a feeling and lines of its own', () => {
    const there = after(
      ...offered,
      came,
      caption(5, 'What?'),
      event({
        type: 'emotion-shifted',
        turn: 6,
        before: { heat: 0.9 },
        after: { heat: 0.7 },
        causes: [{ quote: 'easy', rule: 'soothed', dimension: 'heat', amount: -0.2 }],
        guest: 'cook',
      }),
    );

    expect(onLine(there)).toMatchObject({ name: 'Tom Reed', role: 'Cook', dimensions: [heat] });
    expect(there.offered).toBeUndefined();
    expect(there.feeling).toEqual({ heat: 0.7 });
    expect(there.lines.at(-1)).toMatchObject({ speaker: 'persona', guest: 'Tom Reed' });
    expect(there.ledger.at(-1)).toMatchObject({
      what: 'Tom: Soothed',
      changes: [{ label: 'Heat', good: true }],
    });
    expect(there.announcement).toBe('Tom Reed, Cook, is on the line. Ada waits.');
  });

  it('leaves, and the persona feels as before and is told of', () => {
    const back = after(...offered, came, left, caption(7, 'And?'));

    expect(onLine(back)?.name).toBe('Ada Moor');
    expect(back.feeling).toEqual({ worry: 0.6 });
    expect(back.happenings.at(-1)).toBe('Tom cooks.');
    expect(back.lines.at(-1)).not.toHaveProperty('guest');
  });
});

describe('a call on hold', () => {
  it('is on hold from one event to the other, also for a page that was reloaded', () => {
    const held = after(event({ type: 'put-on-hold' }));
    expect(held.onHold).toBe(true);
    expect(reduce(held, event({ type: 'taken-off-hold', lasted: 43_000 })).onHold).toBe(false);
  });
});

describe('help with the next move', () => {
  const helped = after(event({ type: 'help-given', turn: 3, criterion: 'care', text: 'How are you, Ada?' }));

  it('is shown until it is read', () => {
    expect(helped.help).toBe('How are you, Ada?');
    expect(reduce(helped, { type: 'help-read' }).help).toBeUndefined();
  });

  it('goes with the next thing that the leader says', () => {
    const said = reduce(
      helped,
      event({ type: 'leader-spoke', turn: 4, text: 'How are you?', source: 'typed' }),
    );
    expect(said.help).toBeUndefined();
  });
});

describe('what is heard of the leader', () => {
  it('shows the newest partial, and keeps what is final', () => {
    const state = after(hearing(1, 'ada'), hearing(1, 'ada are', true), hearing(2, 'you there'));
    expect(state.hearing).toMatchObject({ settled: 'ada are', text: 'you there' });
  });

  it('shows once what is said in one go, also where it seemed to be over', () => {
    const state = after(hearing(1, 'take the fix', true), hearing(1, 'take the fix and call me'));
    expect(state.hearing).toMatchObject({ settled: '', text: 'take the fix and call me' });
  });

  it('becomes a line once the turn is the leader’s', () => {
    const state = after(
      hearing(1, 'ada are you there', true),
      event({ type: 'leader-spoke', turn: 2, text: 'Ada, are you there?', source: 'voice' }),
    );
    expect(state.hearing).toBeUndefined();
    expect(state.lines).toMatchObject([{ speaker: 'leader', turn: 2, text: 'Ada, are you there?' }]);
    expect(state.lastSaid).toBe('You: Ada, are you there?');
  });

  it('goes on when the leader speaks on while the turn is written down', () => {
    const state = after(
      hearing(2, 'and one thing more'),
      event({ type: 'leader-spoke', turn: 2, text: 'Ada, are you there?', source: 'voice' }),
    );
    expect(state.hearing).toMatchObject({ text: 'and one thing more', settled: '' });
  });
});

describe('what the persona says', () => {
  it('is shown as far as it was played', () => {
    const state = after(caption(1, 'The key is gone,'), caption(1, 'all night.', 32_000), {
      type: 'played',
      progress: { turn: 1, samples: 32_000, over: 'no' },
    });
    const [line] = state.lines;
    expect(line?.speaker === 'persona' && line.text.slice(0, line.shown)).toBe('The key is gone,');
  });

  it('ends with what was heard when it was cut off', () => {
    const state = after(
      caption(1, 'The key is gone, all night.'),
      event({
        type: 'persona-spoke',
        turn: 1,
        text: 'The key is gone, all night.',
        heard: 'The key is',
        act: 'vent',
      }),
    );
    expect(state.lines).toMatchObject([{ text: 'The key is', settled: true, cut: true }]);
    expect(state.lastSaid).toBe('Ada: The key is');
  });

  it('does not change the state when no new word was heard', () => {
    const progress = { turn: 1, samples: 100, over: 'no' } as const;
    const state = after(caption(1, 'The key is gone.'), { type: 'played', progress });
    expect(reduce(state, { type: 'played', progress: { ...progress, samples: 101 } })).toBe(state);
  });

  it('is found again from the events after a reload', () => {
    const state = after(
      event({ type: 'persona-spoke', turn: 1, text: 'Hello?', heard: 'Hello?', act: 'open' }),
      event({ type: 'leader-spoke', turn: 2, text: 'Yes.', source: 'voice' }),
    );
    expect(state.lines.map(({ text }) => text)).toEqual(['Hello?', 'Yes.']);
  });
});

describe('what happens in the call', () => {
  it('writes a change of feeling into the ledger in the scenario’s words', () => {
    const state = after(
      event({
        type: 'emotion-shifted',
        turn: 2,
        before: { worry: 0.8 },
        after: { worry: 0.68 },
        causes: [
          { quote: 'are you there', rule: 'soothed', dimension: 'worry', amount: -0.12 },
          { quote: '', rule: 'slow-drift', dimension: 'worry', amount: 0.001 },
        ],
      }),
    );
    expect(state.feeling).toEqual({ worry: 0.68 });
    expect(state.ledger).toEqual([
      {
        turn: 2,
        quote: 'are you there',
        what: 'Soothed',
        changes: [{ dimension: 'worry', label: 'Worry', points: -12, good: true }],
      },
    ]);
  });

  it('rings once for each ring, and not for an event without a sound', () => {
    const state = after(
      event({ type: 'world-event', event: 'bell-rings', text: 'The bell rings.' }),
      event({ type: 'world-event', event: 'rain', text: 'It rains.' }),
    );
    expect(state.rings).toBe(1);
    expect(state.happenings).toEqual(['The bell rings.', 'It rains.']);
  });

  it('passes by an event that it does not know', () => {
    const state = after();
    const unknown = {
      type: 'event',
      event: { sequence: 9, at: 0, type: 'something-new' },
    } as unknown as CallInput;
    expect(reduce(state, unknown)).toBe(state);
  });

  it('shows an error until it is read', () => {
    const state = after({ type: 'error', code: 'bad-frame', message: 'A frame was odd.', fatal: false });
    expect(state.trouble?.message).toBe('A frame was odd.');
    expect(reduce(state, { type: 'trouble-read' }).trouble).toBeUndefined();
  });

  it('says how it ended', () => {
    const state = after(
      event({ type: 'session-ended', reason: 'hung-up', ending: 'found', text: 'The key is found.' }),
    );
    expect(state.ended).toEqual({ reason: 'hung-up', text: 'The key is found.' });
  });

  it('keeps how the end of each turn was decided', () => {
    const decisions = [
      {
        heard: 'do the fix and',
        patience: 1500,
        reasons: [{ strategy: 'trailing-word', because: "ends in 'and'", patience: 1500 }],
      },
      { heard: 'do the fix and call me', patience: 220, reasons: [] },
    ];
    const state = after({
      type: 'event',
      event: { type: 'turn-taken', turn: 3, decisions, sequence: 9, at: 9 },
    });

    expect(state.turnsTaken).toEqual([{ turn: 3, decisions }]);
  });
});
