import type { Playout } from './playout';

/** What the line has a loudspeaker do. */
export type PlaybackCommand =
  | { readonly kind: 'write'; readonly turn: number; readonly offset: number; readonly pcm: Int16Array }
  | { readonly kind: 'begin'; readonly turn: number }
  | { readonly kind: 'finish'; readonly turn: number }
  | { readonly kind: 'interrupt'; readonly turn: number }
  | { readonly kind: 'lower' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'raise' };

export function obey(playout: Playout, command: PlaybackCommand): void {
  switch (command.kind) {
    case 'write':
      return playout.write(command.turn, command.offset, command.pcm);
    case 'begin':
      return playout.begin(command.turn);
    case 'finish':
      return playout.finish(command.turn);
    case 'interrupt':
      return playout.interrupt(command.turn);
    case 'lower':
      return playout.lower();
    case 'hold':
      return playout.hold();
    case 'raise':
      return playout.raise();
  }
}
