// @vitest-environment jsdom
import { html, render } from 'lit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SCENARIO } from './fake-scenario.mjs';
import type { Keeping } from '../src/api';
import { NO_CALL, type CallState } from '../src/call/call-state';
import { beforehand } from '../src/views/beforehand';
import { callNotice } from '../src/views/call-notice';
import { MicrophoneCheck } from '../src/views/microphone-check';

const AROUND = {
  leaving: false,
  soundStopped: false,
  microphoneStopped: false,
  speaksMuted: false,
  persona: 'Noor',
};
const nothing = (): void => undefined;
const ACTIONS = {
  leave: nothing,
  takeHere: nothing,
  wake: nothing,
  read: nothing,
  unmute: nothing,
  goOn: nothing,
  helped: nothing,
};

const QUIET = { open: () => Promise.resolve(), devices: () => Promise.resolve([]) };

describe('what is told', () => {
  let place: HTMLElement;
  const told = (): string => place.textContent.replace(/\s+/g, ' ').trim();
  const notice = (call: CallState): string => {
    render(html`${callNotice(call, AROUND, ACTIONS)}`, place);
    return told();
  };

  beforeEach(() => {
    place = document.createElement('div');
  });

  it('says of a call that never came about that nothing is kept of it', () => {
    expect(notice({ ...NO_CALL, connection: 'lost' })).toContain('no call came about, and nothing is kept');
    expect(notice({ ...NO_CALL, connection: 'lost', session: 's1' })).toContain('What was said is kept');
  });

  it('is heard in a place that was there before it, and an alert in another', () => {
    const call = { ...NO_CALL, session: 's', lines: [{}] } as unknown as CallState;
    const show = (connection: CallState['connection'], around = AROUND): void => {
      render(html`${callNotice({ ...call, connection }, around, ACTIONS)}`, place);
    };
    show('open');
    const [status, alert] = ['status', 'alert'].map((role) => place.querySelector(`[role=${role}]`));
    show('reconnecting');
    expect(place.contains(status ?? null)).toBe(true);
    expect(status?.textContent).toContain('The line dropped.');
    expect(alert?.textContent.trim()).toBe('');
    show('open', { ...AROUND, soundStopped: true });
    expect(place.contains(alert ?? null)).toBe(true);
    expect(alert?.textContent).toContain('holds the sound back');
    expect(status?.textContent.trim()).toBe('');
  });

  it('says beforehand whether a model finds the words, and by which name', () => {
    const by = (persona: string): string => {
      const engines = {
        recognition: 'an ear',
        voice: 'a voice',
        persona,
        appraiser: 'one',
        grader: 'another',
      };
      render(html`${beforehand({ ...SCENARIO, engines }, undefined, false)}`, place);
      return told();
    };
    expect(by('understudy')).toContain('chosen by an understudy from written lines');
    expect(by('some-model 7B')).toContain('found by some-model 7B, a language model');
    expect(place.querySelector('cr-model-trouble')).toBeNull();
    expect(by('understudy (in place of granite, which is not answering)')).toContain(
      'chosen by an understudy from written lines (in place of granite, which is not answering)',
    );
    expect(place.querySelector('cr-model-trouble')).not.toBeNull();
  });

  it('says beforehand for how many days words and sound are kept', () => {
    const kept = (keeping?: Keeping): string => {
      render(html`${beforehand(SCENARIO, keeping, false)}`, place);
      return told();
    };
    expect(kept({ callDays: 0, soundDays: 30 })).toContain('on this server, until you delete the call');
    expect(kept({ callDays: 0, soundDays: 30 })).toContain(
      'only if you ask for it here, and goes after 30 days.',
    );
    expect(kept({ callDays: 90, soundDays: 1 })).toContain('for 90 days, or until you delete the call');
    expect(kept({ callDays: 90, soundDays: 1 })).toContain('and goes after one day.');
    expect(kept({ callDays: 0, soundDays: 0 })).toContain('No sound is kept here.');
    expect(kept()).toContain('The sound is kept only if you ask for it here.');
  });

  it('offers to keep the sound for as long as it is kept, and not where none is', async () => {
    localStorage.clear();
    const offered = async (keeping: Keeping): Promise<string | undefined> => {
      const check = new MicrophoneCheck();
      Object.assign(check, { microphone: QUIET, scenario: SCENARIO, keeping });
      document.body.replaceChildren(check);
      await check.updateComplete;
      const box = check.renderRoot.querySelector('[data-testid=keep-sound]');
      return box?.closest('label')?.textContent.replace(/\s+/g, ' ').trim();
    };
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 404 })));
    expect(await offered({ callDays: 0, soundDays: 30 })).toContain('the call too, for 30 days, so that');
    expect(await offered({ callDays: 0, soundDays: 0 })).toBeUndefined();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  it('is open before the first call, and a line that opens from the second on', async () => {
    localStorage.clear();
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 404 })));
    const sheet = async (): Promise<MicrophoneCheck> => {
      const check = new MicrophoneCheck();
      Object.assign(check, { microphone: QUIET, scenario: SCENARIO });
      document.body.replaceChildren(check);
      await vi.waitFor(() => expect(check.renderRoot.querySelector('.primary:enabled')).not.toBeNull());
      return check;
    };
    const open = (check: MicrophoneCheck): boolean | undefined =>
      check.renderRoot.querySelector<HTMLDetailsElement>('[data-testid=beforehand]')?.open;

    const first = await sheet();
    expect(open(first)).toBe(true);
    first.renderRoot.querySelector<HTMLElement>('.primary')?.click();
    expect(open(await sheet())).toBe(false);
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
});
