// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserVoice } from '../src/audio/browser-voice';
import { installFakeSpeechSynthesis, type FakeSpeechSynthesis } from './fake-speech-synthesis.mjs';

const FIRST = 'We are still down.';
const SECOND = 'Four hours to roll back.';
const WHOLE = `${FIRST} ${SECOND}`;

interface Report {
  readonly turn: number;
  readonly chars: number;
  readonly done: boolean;
}

describe('a turn spoken by the browser', () => {
  let synthesis: FakeSpeechSynthesis;
  let voice: BrowserVoice;
  let reports: Report[];

  function set(tells: boolean): void {
    synthesis = installFakeSpeechSynthesis(window, { wordMs: 100, tells });
    voice = new BrowserVoice('Fake English');
    reports = [];
    voice.onspoken = (turn, chars, done) => reports.push({ turn, chars, done });
  }

  beforeEach(() => {
    vi.useFakeTimers();
    set(true);
  });
  afterEach(() => vi.useRealTimers());

  function bothClauses(): void {
    voice.start(1, 0);
    voice.say(1, FIRST, 0);
    voice.say(1, SECOND, FIRST.length + 1);
    voice.finish(1);
  }

  const words = (): string => synthesis.fake.spoken.map(({ word }) => word).join(' ');
  const heard = (): string => WHOLE.slice(0, reports.at(-1)?.chars);

  it('counts characters in the text of the turn, word by word, to its end', () => {
    bothClauses();
    vi.advanceTimersByTime(250);
    expect(heard()).toBe('We are');
    vi.advanceTimersByTime(5_000);
    expect(words()).toBe(WHOLE);
    expect(reports.at(-1)).toEqual({ turn: 1, chars: WHOLE.length, done: true });
  });

  it('tells how far it came when the leader cuts in, and speaks no word more', () => {
    bothClauses();
    vi.advanceTimersByTime(650);
    voice.interrupt(1);
    vi.advanceTimersByTime(5_000);
    expect(heard()).toBe('We are still down. Four');
    expect(words()).toBe('We are still down. Four');
    expect(reports.at(-1)?.done).toBe(true);
  });

  it('guesses by the time where a voice is that does not tell', () => {
    set(false);
    bothClauses();
    vi.advanceTimersByTime(1_000);
    voice.interrupt(1);
    expect(heard().startsWith('We are still down. Four')).toBe(true);
    expect(heard()).not.toBe(WHOLE);
  });

  it('waits while it is held, and the time it waited is not taken for words', () => {
    set(false);
    bothClauses();
    vi.advanceTimersByTime(250);
    voice.hold();
    vi.advanceTimersByTime(60_000);
    voice.interrupt(1);
    expect(heard()).toBe('We are');
  });

  it('speaks nothing twice that is sent again after the line was gone', () => {
    bothClauses();
    vi.advanceTimersByTime(250);
    voice.hold();
    voice.start(1, 6);
    voice.say(1, FIRST, 0);
    voice.say(1, SECOND, FIRST.length + 1);
    voice.finish(1);
    vi.advanceTimersByTime(5_000);
    expect(words()).toBe(WHOLE);
  });

  it('goes on in mid-clause in a page that was loaded anew', () => {
    voice.start(1, 'We are still down. Four hours'.length);
    voice.say(1, FIRST, 0);
    voice.say(1, SECOND, FIRST.length + 1);
    voice.finish(1);
    vi.advanceTimersByTime(5_000);
    expect(words()).toBe('to roll back.');
    expect(reports.at(-1)).toEqual({ turn: 1, chars: WHOLE.length, done: true });
  });

  it('does not begin a finished turn again', () => {
    bothClauses();
    vi.advanceTimersByTime(5_000);
    bothClauses();
    vi.advanceTimersByTime(5_000);
    expect(words()).toBe(WHOLE);
  });

  it('speaks in the manner that the server asks for', () => {
    voice.start(2, 0, { rate: 1.2, pitch: 1.1, volume: 0.8 });
    voice.say(2, FIRST, 0);
    vi.advanceTimersByTime(250);
    expect(synthesis.fake.spoken[0]?.rate).toBe(1.2);
  });
});

describe('a turn that is said otherwise than written', () => {
  const TEXT = 'The 90-min window costs €5M. Is 10.0.0.5 up?';
  const SAID = [
    { text: 'The ', chars: 4 },
    { text: 'ninety minute', chars: 6 },
    { text: ' window costs ', chars: 14 },
    { text: 'five million euros', chars: 3 },
    { text: '. Is ', chars: 5 },
    { text: 'ten dot oh dot oh dot five', chars: 8 },
    { text: ' up?', chars: 4 },
  ];
  const WORDS = SAID.map(({ text }) => text).join('');
  let synthesis: FakeSpeechSynthesis;
  let voice: BrowserVoice;
  let reports: Report[];

  function speaks(tells: boolean, from = 0, wordMs = 100): void {
    synthesis = installFakeSpeechSynthesis(window, { wordMs, tells });
    voice = new BrowserVoice('Fake English');
    reports = [];
    voice.onspoken = (turn, chars, done) => reports.push({ turn, chars, done });
    voice.start(1, from);
    voice.say(1, TEXT, 0, SAID);
    voice.finish(1);
  }

  const words = (): string => synthesis.fake.spoken.map(({ word }) => word).join(' ');
  const heard = (): string => TEXT.slice(0, reports.at(-1)?.chars);

  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is said in words and counted as it is written', () => {
    speaks(true);
    vi.advanceTimersByTime(10_000);
    expect(words()).toBe(WORDS);
    expect(reports.at(-1)).toEqual({ turn: 1, chars: TEXT.length, done: true });
  });

  it.each([
    ['The', 150],
    ['The 90-min', 250],
    ['The 90-min', 350],
    ['The 90-min window', 450],
    ['The 90-min window costs €5M.', 650],
    ['The 90-min window costs €5M.', 850],
    ['The 90-min window costs €5M. Is', 950],
    ['The 90-min window costs €5M. Is 10.0.0.5', 1_050],
    ['The 90-min window costs €5M. Is 10.0.0.5', 1_650],
    [TEXT, 1_750],
  ])('was heard to «%s» when it is cut off after %i ms', (to, ms) => {
    speaks(true);
    vi.advanceTimersByTime(ms);
    voice.interrupt(1);
    expect(heard()).toBe(to);
  });

  it('is where its words put it in a voice that does not tell', () => {
    speaks(false, 0, 200);
    // Fourteen characters a second: among the words in «five», among what is written already at the address.
    vi.advanceTimersByTime(200 + 2_500);
    voice.interrupt(1);
    expect(heard()).toBe('The 90-min window costs €5M.');
  });

  it('goes on behind what was heard, and says a number whole that was not', () => {
    speaks(true, 'The 90-min'.length);
    vi.advanceTimersByTime(10_000);
    expect(words()).toBe(WORDS.slice('The ninety minute '.length));
    expect(reports.at(-1)?.chars).toBe(TEXT.length);

    speaks(true, 'The 90'.length);
    vi.advanceTimersByTime(10_000);
    expect(words()).toBe(WORDS.slice('The '.length));
    expect(reports.at(-1)?.chars).toBe(TEXT.length);
  });

  it('is said as it is written where the pieces are not all of it', () => {
    synthesis = installFakeSpeechSynthesis(window, { wordMs: 100, tells: true });
    voice = new BrowserVoice('Fake English');
    voice.start(1, 0);
    voice.say(1, TEXT, 0, SAID.slice(1));
    vi.advanceTimersByTime(10_000);
    expect(words()).toBe(TEXT);
  });
});

/** A browser's voice that hangs in its second utterance until it is cancelled, or whose pause ends what it speaks. */
describe('a browser’s voice with ways of its own', () => {
  let spoken: string[];
  let hangs: (count: number) => boolean;
  let pauseEnds: boolean;
  let now: SpeechSynthesisUtterance | undefined;
  let queue: SpeechSynthesisUtterance[];
  let count: number;
  let reports: Report[];
  let voice: BrowserVoice;

  const event = undefined as unknown as SpeechSynthesisEvent;
  const next = (): void => {
    if (now || queue.length === 0) return;
    const utterance = queue.shift();
    now = utterance;
    count++;
    if (!utterance) return;
    spoken.push(utterance.text);
    utterance.onstart?.(event);
    if (hangs(count)) return;
    setTimeout(() => {
      if (now !== utterance) return;
      now = undefined;
      utterance.onend?.(event);
      next();
    }, 700);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    [spoken, queue, reports, count, now, pauseEnds] = [[], [], [], 0, undefined, false];
    hangs = () => false;
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        constructor(readonly text: string) {}
      },
    );
    vi.stubGlobal('speechSynthesis', {
      getVoices: () => [],
      speak: (utterance: SpeechSynthesisUtterance) => {
        queue.push(utterance);
        next();
      },
      cancel: () => {
        const all = [now, ...queue];
        now = undefined;
        queue = [];
        for (const one of all) one?.onerror?.({ error: 'canceled' } as SpeechSynthesisErrorEvent);
      },
      pause: () => {
        const ended = now;
        if (!pauseEnds) return;
        now = undefined;
        ended?.onend?.(event);
      },
      resume: () => undefined,
    });
    Object.assign(window, { speechSynthesis });
    voice = new BrowserVoice(undefined);
    voice.onspoken = (turn, chars, done) => reports.push({ turn, chars, done });
    voice.start(1, 0);
    voice.say(1, FIRST, 0);
    voice.say(1, SECOND, FIRST.length + 1);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is cancelled where it hangs, and speaks once more what was not heard', () => {
    hangs = (utterance) => utterance === 2;
    voice.finish(1);
    vi.advanceTimersByTime(30_000);
    expect(spoken).toEqual([FIRST, SECOND, SECOND]);
    expect(reports.at(-1)).toEqual({ turn: 1, chars: WHOLE.length, done: true });
  });

  it('ends the turn where it was heard to when it hangs again', () => {
    hangs = (utterance) => utterance >= 2;
    voice.finish(1);
    vi.advanceTimersByTime(60_000);
    expect(reports.at(-1)).toEqual({ turn: 1, chars: FIRST.length, done: true });
  });

  it('is not taken to have said a clause that ended because it was held', () => {
    pauseEnds = true;
    voice.finish(1);
    vi.advanceTimersByTime(200);
    voice.hold();
    vi.advanceTimersByTime(10_000);
    expect(reports.some(({ done }) => done)).toBe(false);
    voice.raise();
    vi.advanceTimersByTime(5_000);
    expect(spoken.at(-1)).toBe(SECOND);
    expect(reports.at(-1)).toEqual({ turn: 1, chars: WHOLE.length, done: true });
  });
});
