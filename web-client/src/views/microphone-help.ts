import type { MicrophoneTrouble } from '../audio/microphone';

/** What happened to the microphone, and what one can do about it. */
export function helpFor(trouble: MicrophoneTrouble | 'choose'): {
  readonly what: string;
  readonly todo: string;
} {
  switch (trouble) {
    case 'choose':
      return { what: 'Choose a microphone', todo: 'It is used at once. Or go on by typing.' };
    case 'denied':
      return {
        what: 'The microphone is not allowed here.',
        todo: 'Open the site settings beside the address, allow the microphone, and try again. Or go on by typing.',
      };
    case 'missing':
      return { what: 'No microphone was found.', todo: 'Plug one in and try again, or go on by typing.' };
    case 'in-use':
      return {
        what: 'Another program holds the microphone.',
        todo: 'Close the other call or recording and try again, or go on by typing.',
      };
    case 'insecure':
      return {
        what: `Browsers give the microphone only to https, and this page came over plain http from ${location.hostname}.`,
        todo: 'Ask whoever runs it for its https address (the README has a proxy in three lines), or open it on the machine itself as localhost. Or go on by typing.',
      };
    case 'unplugged':
      return {
        what: 'The microphone has gone.',
        todo: 'Plug it in again or choose another, or go on by typing.',
      };
    case 'failed':
      return { what: 'The microphone could not be started.', todo: 'Try again, or go on by typing.' };
  }
}
