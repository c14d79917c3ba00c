import { describe, expect, it } from 'vitest';
import { LiveCall, type Equipment, type Line } from '../src/call/live-call';
import type { ClientMessage } from '../src/protocol/messages';

describe('a call', () => {
  const sent: ClientMessage[] = [];
  const port = (): MessagePort => new MessageChannel().port1;
  const line: Line = {
    onmessage: () => undefined,
    onstatus: () => undefined,
    onprogress: () => undefined,
    open: () => undefined,
    send: (message) => sent.push(message),
    microphonePort: port,
    speakerPort: port,
    close: () => undefined,
  };
  const microphone = {
    onlevel: () => undefined,
    onopen: () => undefined,
    cancelsEcho: true,
    mute: () => undefined,
    giveTo: () => undefined,
  };
  const speaker: Equipment['speaker'] = {
    onlevel: () => undefined,
    open: () => Promise.resolve(),
    close: () => undefined,
  };

  it('tells whether the microphone cancels echo before the leader answers, and again when it is another one', () => {
    const call = new LiveCall(line, { scenario: 'one', voice: 'server' }, { microphone, speaker });
    call.begin();
    expect(sent).toEqual([{ type: 'microphone', echoCancellation: true }, { type: 'answer' }]);

    microphone.cancelsEcho = false;
    microphone.onopen();
    expect(sent.at(-1)).toEqual({ type: 'microphone', echoCancellation: false });
  });
});
