// @vitest-environment jsdom
import { html, render } from 'lit';
import { beforeEach, describe, expect, it } from 'vitest';
import { SCENARIO } from './fake-scenario.mjs';
import { NO_CALL, type CallState } from '../src/call/call-state';
import { beforehand } from '../src/views/beforehand';
import { callNotice } from '../src/views/call-notice';

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

  it('says beforehand whether a model finds the words, and by which name', () => {
    const by = (persona: string): string => {
      const engines = {
        recognition: 'an ear',
        voice: 'a voice',
        persona,
        appraiser: 'one',
        grader: 'another',
      };
      render(html`${beforehand({ ...SCENARIO, engines }, false)}`, place);
      return told();
    };
    expect(by('understudy')).toContain('chosen by an understudy from written lines');
    expect(by('some-model 7B')).toContain('found by some-model 7B, a language model');
  });
});
