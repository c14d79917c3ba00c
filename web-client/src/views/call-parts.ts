/** All that a call takes and a phone that rings does not: fetched while it rings. */
import './call-view';
import './microphone-check';

export { BrowserVoice } from '../audio/browser-voice';
export { Microphone } from '../audio/microphone';
export { Speaker } from '../audio/speaker';
export { CallLine } from '../call/call-line';
export { LiveCall } from '../call/live-call';
