/** What a seat on the phone takes, and one that is typed does not: fetched when the phone is picked up. */
export { BrowserVoice } from '../audio/browser-voice';
export { Microphone } from '../audio/microphone';
export { Speaker } from '../audio/speaker';
export { CallLine } from '../call/call-line';
export { LiveCall } from '../call/live-call';
