import { RequestError } from '../api';

/** What speech is recognised at, in hertz. */
const RATE = 16_000;
const SAMPLE_BYTES = 2;
const HEADER_BYTES = 44;
const LOOKED_AT = 64;

/** Whether the server reads recordings that begin so: WAV, AIFF, AU, MP3, WebM, and Ogg with Opus. */
export function isReadByServer(begin: Uint8Array): boolean {
  const text = String.fromCharCode(...begin.subarray(0, LOOKED_AT));
  if (text.startsWith('OggS')) return text.includes('OpusHead');
  const [first = 0, second = 0, third = 0, fourth = 0] = begin;
  // Layer 0 is what AAC without a container has there.
  const frame = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0;
  const matroska = first === 0x1a && second === 0x45 && third === 0xdf && fourth === 0xa3;
  return frame || matroska || /^(RIFF.{4}WAVE|RF64|FORM|\.snd|ID3)/s.test(text);
}

/**
 * A recording as the server can read it: as it is, or as WAV where only the browser knows its form (M4A, AAC, FLAC,
 * Vorbis). What the browser does not know either stays as it is: the server says what it is.
 *
 * @param most bytes that the server takes
 * @throws RequestError where it would be larger
 */
export async function readable(file: Blob, most: number): Promise<Blob> {
  if (typeof OfflineAudioContext === 'undefined') return file;
  const begin = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  if (isReadByServer(begin)) return file;
  let sound: AudioBuffer;
  try {
    sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await file.arrayBuffer());
  } catch {
    return file;
  }
  const channels = different(sound);
  const bytes = HEADER_BYTES + channels.length * sound.length * SAMPLE_BYTES;
  if (bytes > most) {
    throw new RequestError(
      `Decoded it has ${bytes >> 20} MB, and ${most >> 20} can be taken: convert it to MP3, of which an hour has some 30.`,
      0,
    );
  }
  return wave(channels, sound.length);
}

/** The first two channels, where they are not the same sound twice. */
function different(sound: AudioBuffer): readonly Float32Array[] {
  const left = sound.getChannelData(0);
  if (sound.numberOfChannels < 2) return [left];
  const right = sound.getChannelData(1);
  return left.every((value, i) => value === right[i]) ? [left] : [left, right];
}

function wave(channels: readonly Float32Array[], length: number): Blob {
  const frame = channels.length * SAMPLE_BYTES;
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + length * frame));
  const ascii = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
  };
  ascii(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + length * frame, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, 8 * SAMPLE_BYTES, true);
  ascii(36, 'data');
  view.setUint32(40, length * frame, true);
  let at = HEADER_BYTES;
  for (let i = 0; i < length; i++) {
    for (const channel of channels) {
      view.setInt16(at, Math.round(32_767 * Math.max(-1, Math.min(1, channel[i] ?? 0))), true);
      at += SAMPLE_BYTES;
    }
  }
  return new Blob([view], { type: 'audio/wav' });
}
