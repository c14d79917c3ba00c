// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MicrophoneError } from '../src/audio/microphone';
import { preferences, prefer } from '../src/call/preferences';
import { keepForResumption } from '../src/call/resumption';
import '../src/views/call-page';
import { MicrophoneCheck } from '../src/views/microphone-check';
import { MicrophonePanel } from '../src/views/microphone-panel';

const opened = vi.hoisted((): (string | undefined)[] => []);

vi.mock('../src/views/call-parts', () => {
  class Closed {
    close = () => undefined;
  }
  return {
    CallLine: Closed,
    Speaker: Closed,
    LiveCall: Closed,
    Microphone: class {
      open = (device?: string) => Promise.resolve(void opened.push(device));
      close = () => undefined;
    },
  };
});

/** Refuses the first time, as one does that another program holds. */
class TwoDevices {
  refuses = false;
  onlevel = (): void => undefined;
  onlost = (): void => undefined;
  device: string | undefined;
  watchDevices = () => () => undefined;

  devices(): Promise<{ deviceId: string; label: string }[]> {
    return Promise.resolve(['built-in', 'headset'].map((id) => ({ deviceId: id, label: id })));
  }

  open(device?: string): Promise<void> {
    opened.push(device);
    if (this.refuses) return Promise.reject(new MicrophoneError('in-use'));
    this.device = device;
    return Promise.resolve();
  }
}

beforeEach(() => {
  opened.length = 0;
  localStorage.clear();
  sessionStorage.clear();
  HTMLDialogElement.prototype.showModal = () => undefined;
  HTMLDialogElement.prototype.close = () => undefined;
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 404 })));
  vi.stubGlobal(
    'AudioContext',
    class extends EventTarget {
      state = 'suspended';
      close = () => Promise.resolve();
    },
  );
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function choice(of: MicrophoneCheck | MicrophonePanel): Promise<HTMLSelectElement> {
  if (!of.isConnected) document.body.append(of);
  return vi.waitFor(() => {
    const select = of.renderRoot.querySelector<HTMLSelectElement>('[data-testid=mic-device]');
    if (!select) throw new Error('no device is listed');
    return select;
  });
}

it('is open again after a reload with the device that was chosen', async () => {
  prefer({ microphone: 'headset' });
  keepForResumption({ scenario: 'one', voice: 'server', session: 's1', resume: 'r' });
  const page = document.createElement('cr-call-page');
  Reflect.set(page, 'live', true);
  document.body.append(page);
  await vi.waitFor(() => expect(opened).toEqual(['headset']));
});

it('stands in mid-call at the one in use, and another one is remembered for the next call', async () => {
  prefer({ microphone: 'headset' });
  const panel = new MicrophonePanel();
  Reflect.set(panel, 'microphone', new TwoDevices());
  const select = await choice(panel);
  expect(select.value).toBe('headset');

  select.value = 'built-in';
  panel.renderRoot.querySelector<HTMLElement>('.primary')?.click();
  await vi.waitFor(() => expect(opened).toEqual(['built-in']));
  expect(preferences().microphone).toBe('built-in');
});

it('is only tried again in mid-call where none is listed that could be used', async () => {
  const panel = new MicrophonePanel();
  const microphone = new TwoDevices();
  microphone.devices = () => Promise.resolve([]);
  Reflect.set(panel, 'microphone', microphone);
  document.body.append(panel);
  await panel.updateComplete;
  const use = panel.renderRoot.querySelector<HTMLElement>('[data-testid=mic-use]');
  expect(use?.textContent.trim()).toBe('Try again');
  use?.click();
  await vi.waitFor(() => expect(opened).toEqual([undefined]));
});

it('is asked for with the remembered device before a call, also where it is tried again', async () => {
  prefer({ microphone: 'headset' });
  const microphone = new TwoDevices();
  microphone.refuses = true;
  const check = new MicrophoneCheck();
  Reflect.set(check, 'microphone', microphone);
  document.body.append(check);
  const again = await vi.waitFor(() => {
    const button = check.renderRoot.querySelector<HTMLElement>('.trouble button');
    if (!button) throw new Error('nothing is told');
    return button;
  });
  microphone.refuses = false;
  again.click();
  const select = await choice(check);
  expect(opened).toEqual(['headset', 'headset']);

  select.value = 'built-in';
  select.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(preferences().microphone).toBe('built-in'));
  expect(opened.at(-1)).toBe('built-in');
});
