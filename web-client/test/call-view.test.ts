// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SCENARIO } from './fake-scenario.mjs';
import { NO_CALL, type CallState } from '../src/call/call-state';
import { CallView } from '../src/views/call-view';

const paused = vi.fn<(on: boolean) => void>();
const call = {
  test: false,
  muted: false,
  begin: () => undefined,
  pause: paused,
  onchange: undefined as unknown as (next: CallState) => void,
  microphoneBack: () => undefined,
  microphoneLost: () => undefined,
};
const microphone = {
  isOpen: false,
  silenced: false,
  onlost: () => undefined,
  devices: () => Promise.resolve([]),
  watchDevices: () => () => undefined,
};

beforeEach(() => {
  paused.mockReset();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('[]')));
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  HTMLDialogElement.prototype.showModal = () => undefined;
  HTMLDialogElement.prototype.close = function () {
    this.dispatchEvent(new Event('close'));
  };
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function opened(): Promise<CallView> {
  const view = new CallView();
  const context = Object.assign(new EventTarget(), { state: 'running' });
  Object.assign(view, { call, microphone, context });
  document.body.append(view);
  call.onchange({
    ...NO_CALL,
    connection: 'open',
    scenario: SCENARIO,
  });
  await view.updateComplete;
  return view;
}

it('tells the persona to wait while a dialog stands over the call, and not to when it is gone', async () => {
  const view = await opened();
  const asked = (): boolean[] => paused.mock.calls.map(([on]) => on);
  view.renderRoot.querySelector<HTMLElement>('.engines')?.click();
  await view.updateComplete;
  expect(asked()).toEqual([true]);
  // From one dialog into the other it is still not the leader's turn.
  const details = view.renderRoot.querySelector('cr-call-details');
  details?.dispatchEvent(new CustomEvent('choose-microphone'));
  details?.dispatchEvent(new CustomEvent('close'));
  await view.updateComplete;
  expect(asked()).toEqual([true]);
  view.renderRoot.querySelector('cr-microphone-panel')?.dispatchEvent(new CustomEvent('close'));
  await view.updateComplete;
  expect(asked()).toEqual([true, false]);
});

it.each(['closed', 'lost'] as const)(
  'opens no microphone any more once the line is %s',
  async (connection) => {
    const view = await opened();
    const takeBack = vi.fn(() => Promise.resolve(true));
    const close = vi.fn();
    let plugged: () => void = () => undefined;
    Object.assign(microphone, {
      takeBack,
      close,
      watchDevices: (on: () => void) => ((plugged = on), () => undefined),
    });
    view.remove();
    document.body.append(view);
    call.onchange({ ...NO_CALL, connection, scenario: SCENARIO });
    await view.updateComplete;
    expect(close).toHaveBeenCalled();
    plugged();
    microphone.onlost();
    await view.updateComplete;
    expect(takeBack).not.toHaveBeenCalled();
    expect(view.renderRoot.querySelector('cr-microphone-panel')).toBeNull();
  },
);

it('tells the persona to wait where a microphone that was pulled out is asked for', async () => {
  const view = await opened();
  microphone.onlost();
  await view.updateComplete;
  expect(paused.mock.calls).toEqual([[true]]);
});
