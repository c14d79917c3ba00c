import { beforeEach, describe, expect, it } from 'vitest';
import { Playout, type PlayoutProgress } from '../src/audio/playout';

const RATE = 16_000;
const MS = RATE / 1000;

/** Frames of one loudness, 20 ms each, as the server sends them. */
function send(playout: Playout, turn: number, ms: number, fromMs = 0, value = 8192): void {
  for (let at = fromMs; at < fromMs + ms; at += 20) {
    playout.write(turn, at * MS, new Int16Array(20 * MS).fill(value));
  }
}

function listen(playout: Playout, ms: number): Float32Array {
  const heard = new Float32Array(ms * MS);
  for (let at = 0; at < heard.length; at += 128) playout.render(heard.subarray(at, at + 128));
  return heard;
}

function latest(playout: Playout): PlayoutProgress | undefined {
  return playout.progress().at(-1);
}

const silent = (samples: Float32Array): boolean => samples.every((sample) => sample === 0);

describe('the persona’s voice', () => {
  let playout: Playout;

  beforeEach(() => {
    playout = new Playout(RATE, RATE);
  });

  it('leaves nothing out where a line that is back begins with a frame from further on', () => {
    send(playout, 3, 100);
    listen(playout, 100);
    send(playout, 3, 20, 600);
    send(playout, 3, 700, 40);
    playout.finish(3);

    const heard = listen(playout, 1_000);
    expect(heard.filter((sample) => Math.abs(sample) > 0.1).length / MS).toBeGreaterThan(620);
    expect(latest(playout)).toEqual({ turn: 3, samples: 740 * MS, over: 'played' });
  });

  it('says a turn from its beginning where it was taken back before', () => {
    send(playout, 3, 100);
    listen(playout, 8);
    playout.interrupt(3);
    listen(playout, 40);
    send(playout, 3, 100, 100);
    expect(silent(listen(playout, 160)), 'what was still on its way').toBe(true);

    playout.progress();
    playout.begin(3);
    send(playout, 3, 100);
    expect(silent(listen(playout, 40))).toBe(false);
    expect(latest(playout)).toEqual({ turn: 3, samples: 40 * MS, over: 'no' });
  });

  it('goes on with a turn that was not cut when it is begun once more after an outage', () => {
    send(playout, 3, 200);
    listen(playout, 48);
    playout.begin(3);
    listen(playout, 48);
    expect(latest(playout)).toEqual({ turn: 3, samples: 96 * MS, over: 'no' });
  });

  it('fades where it runs dry in mid-turn, and comes back softly with more in hand', () => {
    send(playout, 1, 200);
    const heard = listen(playout, 240);
    const steps = heard.slice(1).map((sample, i) => Math.abs(sample - (heard[i] ?? 0)));
    expect(Math.max(...steps), 'no jump into silence').toBeLessThan(0.01);
    expect(silent(heard.subarray(-10 * MS))).toBe(true);

    send(playout, 1, 100, 200);
    expect(silent(listen(playout, 16)), 'a hundred milliseconds are not enough any more').toBe(true);
    send(playout, 1, 60, 300);
    const again = listen(playout, 32);
    expect(silent(again)).toBe(false);
    expect(Math.abs(again.find((sample) => sample !== 0) ?? 1)).toBeLessThan(0.01);
  });

  it('ends sharply where the turn is over: nothing of it is missing', () => {
    send(playout, 1, 100);
    playout.finish(1);
    const heard = listen(playout, 104);
    expect(heard[100 * MS - 1]).toBeCloseTo(0.25, 2);
  });

  it('waits for sixty milliseconds of sound before it begins', () => {
    send(playout, 1, 40);
    expect(silent(listen(playout, 16))).toBe(true);
    send(playout, 1, 20, 40);
    expect(silent(listen(playout, 16))).toBe(false);
  });

  it('begins at once when a turn is shorter than the buffer and complete', () => {
    send(playout, 1, 20);
    playout.finish(1);
    expect(silent(listen(playout, 8))).toBe(false);
  });

  it('does not wait for ever for a buffer that will not fill', () => {
    send(playout, 1, 20);
    expect(silent(listen(playout, 100))).toBe(true);
    expect(silent(listen(playout, 60))).toBe(false);
  });

  it('counts what was played to the sample', () => {
    send(playout, 1, 400);
    listen(playout, 160);
    expect(latest(playout)).toEqual({ turn: 1, samples: 160 * MS, over: 'no' });
  });

  it('says that a turn was played to its end, once', () => {
    send(playout, 1, 200);
    playout.finish(1);
    listen(playout, 240);
    expect(playout.progress()).toEqual([{ turn: 1, samples: 200 * MS, over: 'played' }]);
    expect(playout.progress()).toEqual([]);
  });

  it('is at its end too when the end is announced after it was played', () => {
    send(playout, 1, 100);
    listen(playout, 200);
    expect(latest(playout)).toEqual({ turn: 1, samples: 100 * MS, over: 'no' });
    playout.finish(1);
    expect(latest(playout)).toEqual({ turn: 1, samples: 100 * MS, over: 'played' });
  });

  it('stops within ten milliseconds when the leader cuts in, and tells how much was heard', () => {
    send(playout, 1, 400);
    listen(playout, 200);
    playout.interrupt(1);
    const after = listen(playout, 40);
    expect(silent(after.subarray(10 * MS))).toBe(true);
    expect(Math.abs(after[10] ?? 0)).toBeGreaterThan(0);
    expect(latest(playout)).toEqual({ turn: 1, samples: 210 * MS, over: 'cut' });
  });

  it('fades rather than clicks when it is cut', () => {
    send(playout, 1, 400);
    listen(playout, 200);
    playout.interrupt(1);
    const fade = listen(playout, 10);
    for (let i = 1; i < fade.length; i++) expect(fade[i]).toBeLessThanOrEqual(fade[i - 1] ?? 0);
  });

  it('drops late frames of a turn that was cut, and plays the next', () => {
    send(playout, 3, 100);
    playout.interrupt(3);
    send(playout, 3, 100, 100);
    send(playout, 2, 100);
    expect(silent(listen(playout, 200))).toBe(true);
    send(playout, 4, 100);
    expect(silent(listen(playout, 100))).toBe(false);
  });

  it('lets a newer turn go on when an older one is cut', () => {
    send(playout, 5, 200);
    listen(playout, 40);
    playout.interrupt(4);
    expect(silent(listen(playout, 40))).toBe(false);
    expect(latest(playout)?.samples).toBe(80 * MS);
  });

  it('hears an overlap after a resume only once', () => {
    send(playout, 1, 200);
    listen(playout, 100);
    send(playout, 1, 200, 100);
    playout.finish(1);
    const heard = listen(playout, 400);
    expect(heard.filter((sample) => sample !== 0).length).toBe(200 * MS);
    expect(latest(playout)).toEqual({ turn: 1, samples: 300 * MS, over: 'played' });
  });

  it('takes up a turn in its middle after a reload', () => {
    send(playout, 7, 200, 1000);
    listen(playout, 100);
    expect(latest(playout)?.samples).toBe(1100 * MS);
  });

  it('plays at a third of the loudness while lowered', () => {
    send(playout, 1, 400);
    listen(playout, 100);
    playout.lower();
    expect(listen(playout, 100).at(-1)).toBeCloseTo(0.25 / 3, 3);
    playout.raise();
    expect(listen(playout, 100).at(-1)).toBeCloseTo(0.25, 3);
  });

  it('stops within ten milliseconds when held, and goes on from there', () => {
    send(playout, 1, 400);
    listen(playout, 100);
    playout.hold();
    const held = listen(playout, 200);
    expect(silent(held.subarray(11 * MS))).toBe(true);
    const stopped = latest(playout)?.samples ?? 0;
    expect(stopped).toBeLessThanOrEqual(111 * MS);
    playout.raise();
    listen(playout, 100);
    expect(latest(playout)?.samples).toBe(stopped + 100 * MS);
  });

  it('forgets what was held back when it is cut after all', () => {
    send(playout, 1, 400);
    listen(playout, 100);
    playout.hold();
    listen(playout, 100);
    playout.interrupt(1);
    expect(silent(listen(playout, 200))).toBe(true);
    expect(latest(playout)).toMatchObject({ turn: 1, over: 'cut' });
    send(playout, 2, 200);
    expect(listen(playout, 100).at(-1)).toBeCloseTo(0.25, 3);
  });

  it('counts in samples of the wire when the loudspeaker has another rate', () => {
    const other = new Playout(RATE, 48_000);
    send(other, 1, 400);
    other.finish(1);
    const heard = new Float32Array(128);
    for (let at = 0; at < 0.2 * 48_000; at += 128) other.render(heard);
    expect(Math.abs((latest(other)?.samples ?? 0) - 200 * MS)).toBeLessThan(3 * MS);
    for (let at = 0; at < 0.3 * 48_000; at += 128) other.render(heard);
    expect(latest(other)).toEqual({ turn: 1, samples: 400 * MS, over: 'played' });
  });
});
