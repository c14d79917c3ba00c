/** The binary frames of the wire: headers are big-endian, samples signed 16 bit little-endian. */

const MICROPHONE_HEADER = 4;
const VOICE_HEADER = 12;

export interface VoiceFrame {
  readonly turn: number;
  /** Counts a turn's frames from 0. */
  readonly sequence: number;
  /** Where in the turn the first sample stands. */
  readonly offset: number;
  readonly pcm: Int16Array;
}

export function encodeMicrophoneFrame(sequence: number, pcm: Int16Array): ArrayBuffer {
  const buffer = new ArrayBuffer(MICROPHONE_HEADER + pcm.length * 2);
  const view = new DataView(buffer);
  view.setUint32(0, sequence);
  pcm.forEach((sample, i) => view.setInt16(MICROPHONE_HEADER + i * 2, sample, true));
  return buffer;
}

/** @throws RangeError when the frame is shorter than its header or holds half a sample */
export function decodeVoiceFrame(buffer: ArrayBuffer): VoiceFrame {
  const bytes = buffer.byteLength - VOICE_HEADER;
  if (bytes < 0 || bytes % 2 !== 0) throw new RangeError(`a voice frame of ${buffer.byteLength} bytes`);
  const view = new DataView(buffer);
  const pcm = new Int16Array(bytes / 2);
  for (let i = 0; i < pcm.length; i++) pcm[i] = view.getInt16(VOICE_HEADER + i * 2, true);
  return { turn: view.getUint32(0), sequence: view.getUint32(4), offset: view.getUint32(8), pcm };
}
