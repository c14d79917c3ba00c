export interface FakeSpeechSynthesis {
  readonly fake: { readonly spoken: readonly { readonly word: string; readonly rate: number }[] };
}

export function installFakeSpeechSynthesis(
  target: Window & typeof globalThis,
  options?: { readonly wordMs?: number; readonly tells?: boolean },
): FakeSpeechSynthesis;
