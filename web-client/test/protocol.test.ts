import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { decodeVoiceFrame, encodeMicrophoneFrame } from '../src/protocol/frames';
import { parseServerMessage } from '../src/protocol/messages';

/** The server's tests read the same files. */
const here = dirname(fileURLToPath(import.meta.url));
const examples = join(here, '../../docs/protocol');
const messages = join(here, '../src/protocol/messages');

interface Example {
  readonly name: string;
  readonly text: string;
}

function inFolder(folder: string): Example[] {
  return readdirSync(join(examples, folder))
    .sort()
    .map((file) => ({ name: `${folder}/${file}`, text: readFileSync(join(examples, folder, file), 'utf8') }));
}

interface Claim extends Example {
  readonly type: 'ServerMessage' | 'ClientMessage';
}

/** What the compiler says where each example is used as a value of its type. */
function complaints(claims: readonly Claim[]): string[] {
  const file = join(here, 'examples.generated.ts');
  const source = claims.map(
    ({ type, text }, i) => `const e${i} = ${text.trim()} as const;\nexport const m${i}: ${type} = e${i};`,
  );
  const code = [`import type { ServerMessage, ClientMessage } from '${messages}';`, ...source].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es5.d.ts', 'lib.es2015.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, code, version) : read(name, version);
  const program = ts.createProgram([file], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map((each) => ts.flattenDiagnosticMessageText(each.messageText, ' '));
}

describe('the protocol', () => {
  const fromServer = inFolder('to-client');
  const toServer = inFolder('to-server');

  it('has a type for every example, and one that knows the kinds of its fields', { timeout: 60_000 }, () => {
    const found = complaints([
      ...fromServer.map((example) => ({ ...example, type: 'ServerMessage' as const })),
      ...toServer.map((example) => ({ ...example, type: 'ClientMessage' as const })),
      { name: 'a mistake', type: 'ServerMessage', text: '{ "type": "pong", "id": "seven" }' },
    ]);
    expect(found).toEqual([expect.stringContaining('"seven"')]);
  });

  it.each(fromServer)('knows $name', ({ text }) => {
    expect(parseServerMessage(text)).toEqual(JSON.parse(text));
  });

  it('reads and writes the binary frames of the examples', () => {
    const frames = JSON.parse(readFileSync(join(examples, 'frames.json'), 'utf8')) as {
      microphone: { sequence: number; samples: number[]; hex: string }[];
      voice: { turn: number; sequence: number; offset: number; samples: number[]; hex: string }[];
    };
    for (const { sequence, samples, hex } of frames.microphone) {
      const bytes = encodeMicrophoneFrame(sequence, Int16Array.from(samples));
      expect(Buffer.from(bytes).toString('hex')).toBe(hex);
    }
    for (const { hex, samples, ...header } of frames.voice) {
      const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
      expect(decodeVoiceFrame(bytes.buffer)).toEqual({ ...header, pcm: Int16Array.from(samples) });
    }
  });
});
