import { afterEach, describe, expect, it, vi } from 'vitest';
import { isReadByServer, readable } from '../src/audio/decoded';

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const M4A = '\0\0\0\x1cftypM4A \0\0\0\0';
const MOST = 1_000;

function decoding(...channels: number[][]): void {
  vi.stubGlobal(
    'OfflineAudioContext',
    class {
      decodeAudioData(): Promise<object> {
        if (channels.length === 0) return Promise.reject(new Error('EncodingError'));
        return Promise.resolve({
          length: channels[0]?.length,
          numberOfChannels: channels.length,
          getChannelData: (i: number) => Float32Array.from(channels[i] ?? []),
        });
      }
    },
  );
}

const words = async (blob: Blob): Promise<number[]> => [...new Int16Array(await blob.arrayBuffer())];

describe('a recording in a form that the server does not read', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is known by how it begins', () => {
    for (const begin of [
      'RIFF\0\0\0\nWAVEfmt ',
      'ID3\x04',
      '\xff\xfb\x90',
      'OggS\0\x02 OpusHead',
      '\x1aE\xdf\xa3',
    ])
      expect(isReadByServer(bytes(begin)), begin).toBe(true);
    for (const begin of [M4A, '\xff\xf1\x50', 'fLaC', 'OggS\0\x02 \x01vorbis', 'RIFF\0\0\0\0AVI ', ''])
      expect(isReadByServer(bytes(begin)), begin).toBe(false);
  });

  it('is sent as WAV, a channel where both are the same', async () => {
    decoding([0, 1, -1, 0.5], [0, 1, -1, 0.5]);
    const mono = await words(await readable(new Blob([bytes(M4A)]), MOST));
    expect(mono[11]).toBe(1);
    expect(mono.slice(22)).toEqual([0, 32_767, -32_767, 16_384]);

    decoding([0, 0.5], [0.25, 0]);
    const stereo = await words(await readable(new Blob([bytes(M4A)]), MOST));
    expect(stereo[11]).toBe(2);
    expect(stereo.slice(22)).toEqual([0, 8_192, 16_384, 0]);
  });

  it('is sent as it is where the browser does not know it either', async () => {
    decoding();
    const file = new Blob([bytes(M4A)]);
    expect(await readable(file, MOST)).toBe(file);
  });

  it('is refused where it would be too large', async () => {
    decoding(new Array<number>(600).fill(0.1));
    await expect(readable(new Blob([bytes(M4A)]), MOST)).rejects.toThrow('convert it to MP3');
  });
});
