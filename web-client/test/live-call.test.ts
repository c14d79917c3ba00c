import { describe, expect, it } from 'vitest';
import { LiveCall, type CallLine, type Equipment } from '../src/call/live-call';
import type { ClientMessage } from '../src/protocol/messages';

describe('a call', () => {
  const sent: ClientMessage[] = [];
  const line: CallLine = {
    onmessage: () => undefined,
    onvoice: () => undefined,
    onstatus: () => undefined,
    open: () => undefined,
    send: (message) => sent.push(message),
    sendMicrophone: () => undefined,
    close: () => undefined,
  };
  const microphone = {
    onframe: () => undefined,
    onopen: () => undefined,
    cancelsEcho: true,
    mute: () => undefined,
  };
  const speaker: Equipment['speaker'] = {
    onprogress: () => undefined,
    onlevel: () => undefined,
    open: () => Promise.resolve(),
    begin: () => undefined,
    play: () => undefined,
    finish: () => undefined,
    interrupt: () => undefined,
    lower: () => undefined,
    hold: () => undefined,
    raise: () => undefined,
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
