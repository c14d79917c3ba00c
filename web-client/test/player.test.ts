// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Player } from '../src/report/player';
import { PlayerWords } from '../src/report/player-words';
import type { Report, ReportTurn } from '../src/report/report';
import { findSounds } from '../src/report/sounds';
import { moments, waveform } from '../src/report/timeline';

const turn = (number: number, speaker: 'leader' | 'persona', at: number, end: number): ReportTurn => ({
  turn: number,
  speaker,
  text: `words of ${number}`,
  meant: null,
  at,
  end,
  source: 'speech',
  interrupted: false,
  unclear: [],
  correctedFrom: null,
  comments: [],
});

const report = {
  call: { length: 20_000, engines: { persona: 'understudy' } },
  turns: [turn(1, 'persona', 0, 3_000), turn(2, 'leader', 4_000, 8_000), turn(3, 'persona', 15_000, 19_000)],
  curve: [
    { turn: 1, at: 0, state: { strain: 0.8 } },
    { turn: 2, at: 8_000, state: { strain: 0.4 } },
  ],
  marks: [
    { turn: 2, at: 8_000, kind: 'good', label: 'asked how it is', quote: '', changes: [] },
    { turn: 2, at: 12_000, kind: 'world', label: 'the bell rings', quote: '', changes: [] },
  ],
} as unknown as Report;

async function shown(sounds: Player['sounds'] = {}): Promise<Player> {
  const player = new Player();
  player.report = report;
  player.name = 'Kim';
  player.sounds = sounds;
  document.body.replaceChildren(player);
  await player.updateComplete;
  return player;
}

const press = async (player: Player, key: string): Promise<void> => {
  player.renderRoot
    .querySelector('.player')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  await player.updateComplete;
};

const time = (player: Player): string | undefined =>
  player.renderRoot.querySelector('[data-testid="time"]')?.textContent.trim();

describe('the player', () => {
  beforeEach(() => document.body.replaceChildren());

  it('draws both voices where sound was kept, and when they spoke where none was', async () => {
    const kept = { url: 'x', lengthMs: 20_000, peaks: [0, 128, 255, 0], ending: '.opus' };
    const with_ = await shown({ leader: kept, persona: kept });
    expect(with_.renderRoot.querySelectorAll('path.voice')).toHaveLength(2);
    expect(with_.renderRoot.textContent).not.toContain('No sound of this call was kept');

    const without = await shown();
    expect(without.renderRoot.querySelectorAll('path.voice')).toHaveLength(0);
    expect(without.renderRoot.querySelectorAll('rect.leader')).toHaveLength(1);
    expect(without.renderRoot.textContent).toContain('No sound of this call was kept');
  });

  it('goes by keys to the next line, back, to both ends, and changes its speed', async () => {
    const player = await shown();
    await press(player, 'n');
    expect(time(player)).toBe('0:04 of 0:20');
    await press(player, 'N');
    expect(time(player)).toBe('0:15 of 0:20');
    await press(player, 'p');
    expect(time(player)).toBe('0:04 of 0:20');
    await press(player, 'End');
    expect(time(player)).toBe('0:20 of 0:20');
    await press(player, 'Home');
    expect(time(player)).toBe('0:00 of 0:20');
    await press(player, '>');
    expect(player.renderRoot.querySelector('select')?.value).toBe('1.25');
    await press(player, 'x');
    expect(time(player)).toBe('0:00 of 0:20');
  });

  it('shows words, moves and events in step, and goes to the line that is chosen', async () => {
    const player = await shown();
    const words = player.renderRoot.querySelector('cr-player-words');
    if (!(words instanceof PlayerWords)) throw new Error('no words in step');
    await words.updateComplete;
    expect(
      Array.from(words.renderRoot.querySelectorAll('li'), (li) => li.textContent.replace(/\s+/g, ' ').trim()),
    ).toEqual([
      '0:00 Kim words of 1',
      '0:04 You words of 2',
      'asked how it is',
      '0:12 the bell rings',
      '0:15 Kim words of 3',
    ]);

    words.renderRoot.querySelector<HTMLElement>('[data-turn="2"]')?.click();
    await player.updateComplete;
    await words.updateComplete;
    expect(time(player)).toBe('0:04 of 0:20');
    expect(words.renderRoot.querySelector('[aria-current="true"]')?.getAttribute('data-turn')).toBe('2');
    expect(player.renderRoot.querySelector('[data-testid="caption"]')?.textContent).toContain('words of 2');
  });
});

describe('the timeline', () => {
  it('draws loud sound wide and silence thin, at its time', () => {
    const path = waveform({ peaks: [0, 255], lengthMs: 1_000 }, (ms) => ms, 50, 20);
    expect(path).toBe('M250.0,49.6L750.0,30.0L750.0,70.0L250.0,50.4Z');
    expect(waveform({ peaks: [], lengthMs: 0 }, (ms) => ms, 50, 20)).toBe('');
  });

  it('puts a move behind its turn, and loses none', () => {
    const all = moments(
      [{ at: 0, turn: 1 }],
      [
        { at: 5, turn: 1, kind: 'good' },
        { at: 9, turn: 7, kind: 'trap' },
      ],
    );
    expect(all.map(({ at }) => at)).toEqual([0, 5, 9]);
  });
});

describe('kept sound', () => {
  it('is asked for once, and is nothing where there is none', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url);
      return Promise.resolve(
        new Response(
          JSON.stringify({ leader: { file: 'leader.wav', lengthMs: 900, peaks: [1] }, persona: null }),
          {
            headers: { 'Content-Type': 'application/json' },
          },
        ),
      );
    });
    const { leader, persona } = await findSounds('a b');
    expect(asked).toHaveLength(1);
    expect(leader?.url).toContain('/api/sessions/a%20b/audio/leader.wav');
    expect(leader?.ending).toBe('.wav');
    expect(persona).toBeUndefined();
    vi.unstubAllGlobals();
  });

  it('is asked for as WAV where the browser does not play Opus', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        new Response(
          JSON.stringify({ leader: null, persona: { file: 'persona.opus', lengthMs: 900, peaks: [1] } }),
        ),
      ),
    );
    const plays = vi.spyOn(HTMLMediaElement.prototype, 'canPlayType');
    plays.mockReturnValue('');
    expect((await findSounds('s')).persona?.url).toMatch(/persona\.wav$/);
    plays.mockReturnValue('probably');
    expect((await findSounds('s')).persona?.url).toMatch(/persona\.opus$/);
    vi.unstubAllGlobals();
    plays.mockRestore();
  });
});
