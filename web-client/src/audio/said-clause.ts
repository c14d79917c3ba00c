import { toWordEnd } from '../call/captions';
import type { Said } from '../protocol/messages';

/** A clause as it is written, and as a voice says it. Places are characters, of the one or of the other. */
export class SaidClause {
  /** What the voice is given. */
  readonly words: string;
  private readonly pieces: readonly Said[];

  /** @param said pieces that together are all of what is written; without them it is said as it stands */
  constructor(
    readonly written: string,
    said?: readonly Said[],
  ) {
    const all = said?.reduce((sum, { chars }) => sum + chars, 0) === written.length;
    this.pieces = said && all ? said : [{ text: written, chars: written.length }];
    this.words = this.pieces.map(({ text }) => text).join('');
  }

  /**
   * How much of what is written counts as heard when the voice is at this character of its words: up to the end of the
   * word that it stands in, which has begun.
   */
  heardAt(place: number): number {
    let said = 0;
    let written = 0;
    for (const { text, chars } of this.pieces) {
      if (place < said + text.length) {
        const within = place - said;
        if (text.length === chars) return toWordEnd(this.written, written + within);
        // Nobody can tell which letter of «90-min» is spoken, but which word is.
        const at = written + Math.floor((within / text.length) * chars);
        return toWordEnd(this.written, at + this.spaces(at));
      }
      said += text.length;
      written += chars;
    }
    return this.written.length;
  }

  /** What is left behind so many written characters. What was begun and is not said letter by letter is said whole. */
  behind(chars: number): SaidClause {
    let left = chars;
    const rest: Said[] = [];
    for (const piece of this.pieces) {
      if (left === 0) rest.push(piece);
      else if (left < piece.chars) {
        const text = piece.text.length === piece.chars ? piece.text.slice(left) : piece.text;
        rest.push({ text, chars: piece.chars - left });
      }
      left = Math.max(0, left - piece.chars);
    }
    return new SaidClause(this.written.slice(chars), rest);
  }

  private spaces(at: number): number {
    return /^\s*/.exec(this.written.slice(at))?.[0].length ?? 0;
  }
}
