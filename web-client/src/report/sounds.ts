import { address, request } from '../api';

/** One side's kept sound, in session time. */
export interface KeptSound {
  readonly url: string;
  readonly lengthMs: number;
  /** The loudest sample of each stretch of one length, 0 to 255. */
  readonly peaks: readonly number[];
  /** What a file of it is called: `.opus` or `.wav`. */
  readonly ending: string;
}

/** Each side's sound, as far as it was kept. */
export interface Sounds {
  readonly leader?: KeptSound;
  readonly persona?: KeptSound;
}

interface Listed {
  readonly file: string;
  readonly lengthMs: number;
  readonly peaks: readonly number[];
}

/** What of a session's sound the server has kept; nothing where it cannot be asked. */
export async function findSounds(session: string): Promise<Sounds> {
  const path = `/api/sessions/${encodeURIComponent(session)}/audio`;
  const kept = await request<{ leader: Listed | null; persona: Listed | null }>('GET', path).catch(
    () => undefined,
  );
  const sound = (listed: Listed | null | undefined): KeptSound | undefined => {
    if (!listed || listed.lengthMs <= 0) return undefined;
    const file = playable(listed.file);
    return {
      url: address(`${path}/${file}`),
      lengthMs: listed.lengthMs,
      peaks: listed.peaks,
      ending: file.slice(file.lastIndexOf('.')),
    };
  };
  const leader = sound(kept?.leader);
  const persona = sound(kept?.persona);
  return { ...(leader ? { leader } : {}), ...(persona ? { persona } : {}) };
}

/** Where a browser does not play Ogg Opus (Safari before 18.4) the server decodes it. */
function playable(file: string): string {
  if (!file.endsWith('.opus') || new Audio().canPlayType('audio/ogg; codecs=opus') !== '') return file;
  return file.replace(/\.opus$/, '.wav');
}
