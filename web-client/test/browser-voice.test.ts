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
