import { describe, expect, it } from 'vitest';
import { decodeVoiceFrame, encodeMicrophoneFrame } from '../src/protocol/frames';

describe('binary frames', () => {
  it('write the sequence big-endian and the samples little-endian', () => {
    const bytes = new Uint8Array(encodeMicrophoneFrame(0x01020304, Int16Array.of(0x0102, -2)));
    expect([...bytes]).toEqual([1, 2, 3, 4, 0x02, 0x01, 0xfe, 0xff]);
  });

  it('read turn, sequence, offset and samples', () => {
    const bytes = Uint8Array.of(0, 0, 0, 3, 0, 0, 0, 7, 0, 0, 0x10, 0, 0x02, 0x01, 0xff, 0x7f);
    expect(decodeVoiceFrame(bytes.buffer)).toEqual({
      turn: 3,
      sequence: 7,
      offset: 4096,
      pcm: Int16Array.of(0x0102, 32767),
    });
  });

  it('refuse half a sample and half a header', () => {
    expect(() => decodeVoiceFrame(new ArrayBuffer(13))).toThrow(RangeError);
    expect(() => decodeVoiceFrame(new ArrayBuffer(8))).toThrow(RangeError);
  });
});
