import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../call/call-state';

/** What the page knows of a call besides the call's own state. */
export interface Surroundings {
  readonly leaving: boolean;
  /** The browser withholds the loudspeaker, or took it away. */
  readonly soundStopped: boolean;
  /** The microphone is open, and nothing comes from it. */
  readonly microphoneStopped: boolean;
  /** Somebody speaks while the microphone is muted. */
  readonly speaksMuted: boolean;
  readonly persona: string;
}

/** What a notice can ask to be done. */
export interface NoticeActions {
  readonly leave: () => void;
  /** The call is on in another window, and is to go on in this one. */
  readonly takeHere: () => void;
  readonly wake: () => void;
  readonly read: () => void;
  readonly unmute: () => void;
  /** The call is on hold, and is to go on. */
  readonly goOn: () => void;
  /** What was offered to say next has been read. */
  readonly helped: () => void;
}

interface Notice {
  /** Who is told: those who see, or those who listen as well, when it is time or at once. */
  readonly to: 'eyes' | 'status' | 'alert';
  readonly content: TemplateResult;
}

/** What there is to tell, and the places where a screen reader listens for it. */
export function callNotice(call: CallState, around: Surroundings, actions: NoticeActions): TemplateResult {
  const notice = noticeOf(call, around, actions);
  const told = (to: Notice['to']): TemplateResult | typeof nothing =>
    notice?.to === to
      ? html`<div class="notice" data-testid=${to === 'alert' ? 'error' : nothing}>${notice.content}</div>`
      : nothing;
  // The places stand there before anything is told: one that comes with its words may go unheard.
  return html`<div data-testid="notices">
    ${told('eyes')}
    <div role="status">${told('status')}</div>
    <div role="alert">${told('alert')}</div>
  </div>`;
}

/** One notice at a time, the gravest first; nothing where there is nothing to tell. */
function noticeOf(call: CallState, around: Surroundings, actions: NoticeActions): Notice | undefined {
  const { connection, trouble, ended } = call;
  if (ended) return shown(html`<strong>${ended.text}</strong> The report is being written.`);
  if (trouble?.fatal || connection === 'lost') {
    const message = trouble?.message ?? lost(call);
    return alert(
      html`<span>${message}</span
        ><button @click=${actions.leave}>${call.session ? 'To the report' : 'Back'}</button>`,
    );
  }
  if (connection === 'closed' && !around.leaving) {
    return alert(
      html`<span>The call goes on in another window; the microphone of this one is off.</span>
        <button @click=${actions.takeHere}>Go on here</button>`,
    );
  }
  if (around.leaving) return status(html`Hanging up…`);
  if (connection === 'reconnecting') {
    return status(html`The line dropped. Coming back; what you say now is kept for twenty seconds.`);
  }
  if (call.onHold) {
    return shown(
      html`<span>On hold: the clock stands still, and ${around.persona} waits.</span>
        <button class="primary" data-testid="go-on" @click=${actions.goOn}>Go on</button>`,
    );
  }
  if (around.soundStopped) {
    return alert(
      html`<span>Your browser holds the sound back.</span>
        <button class="primary" @click=${actions.wake}>Go on with the call</button>`,
    );
  }
  if (trouble) {
    return alert(html`<span>${trouble.message}</span><button @click=${actions.read}>All right</button>`);
  }
  if (call.help !== undefined) {
    return status(
      html`<span data-testid="help">You could say: “${call.help}”</span>
        <button @click=${actions.helped}>All right</button>`,
    );
  }
  if (around.microphoneStopped) {
    return alert(
      html`<span>Your microphone is open, but the browser or the system has silenced it. You can type.</span>
        <button @click=${actions.wake}>Wake it</button>`,
    );
  }
  if (around.speaksMuted) {
    return alert(
      html`<span>You are muted: ${around.persona} does not hear you.</span>
        <button class="primary" @click=${actions.unmute}>Speak again</button>`,
    );
  }
  if (connection === 'connecting' || call.lines.length === 0) return status(html`Connecting…`);
  return undefined;
}

/** Of a call that never came about nothing can be brought back, or kept. */
function lost({ session }: CallState): string {
  return session
    ? 'The line could not be brought back. What was said is kept.'
    : 'The server did not answer for a minute: no call came about, and nothing is kept. Go back, and call again.';
}

/** Only for eyes: the call's own announcement says it to those who listen. */
function shown(content: TemplateResult): Notice {
  return { to: 'eyes', content };
}

function status(content: TemplateResult): Notice {
  return { to: 'status', content };
}

function alert(content: TemplateResult): Notice {
  return { to: 'alert', content };
}
