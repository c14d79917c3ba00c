// @vitest-environment jsdom
import { LitElement, html, nothing, render, type TemplateResult } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptFocus } from '../src/arriving';
import { UNDO_MS, leavingSessions, removeSessions } from '../src/leaving';
import { callNotice } from '../src/views/call-notice';
import { NO_CALL } from '../src/call/call-state';
import { UndoNotice } from '../src/views/undo-notice';

class Asking extends LitElement {
  static override properties = { asked: { type: Boolean } };
  declare asked: boolean;

  constructor() {
    super();
    new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('#next'));
  }

  override render(): TemplateResult {
    return html`${this.asked ? nothing : html`<button id="ask">Ask</button>`}<button id="next">Next</button>
      <button id="other">Other</button>`;
  }
}
customElements.define('test-asking', Asking);

describe('the focus', () => {
  beforeEach(() => vi.useFakeTimers());

  afterEach(() => {
    document.body.replaceChildren();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const shown = async <T extends LitElement>(element: T): Promise<T> => {
    document.body.append(element);
    await element.updateComplete;
    return element;
  };
  const part = (element: LitElement, what: string): HTMLElement => {
    const found = element.renderRoot.querySelector<HTMLElement>(what);
    if (!found) throw new Error(`no ${what}`);
    return found;
  };
  const asked = async (asking: Asking): Promise<void> => {
    asking.asked = true;
    await asking.updateComplete;
  };

  it('goes on where a part stood that is gone, a moment later', async () => {
    const asking = await shown(new Asking());
    part(asking, '#ask').focus();
    await asked(asking);
    expect(asking.shadowRoot?.activeElement).toBeNull();
    vi.runAllTimers();
    expect(asking.shadowRoot?.activeElement?.id).toBe('next');
  });

  it('stays where somebody has put it meanwhile', async () => {
    const asking = await shown(new Asking());
    part(asking, '#ask').focus();
    await asked(asking);
    part(asking, '#other').focus();
    vi.runAllTimers();
    expect(asking.shadowRoot?.activeElement?.id).toBe('other');
  });

  it('holds the time of an undo while it stands there by the keyboard, and gives all of it again after', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"deleted":["s1"]}')));
    removeSessions(['s1']);
    const notice = new UndoNotice();
    notice.count = 1;
    await shown(notice);
    const button = part(notice, 'button');
    const matches = button.matches.bind(button);
    vi.spyOn(button, 'matches').mockImplementation((what) => what === ':focus-visible' || matches(what));

    button.focus();
    vi.advanceTimersByTime(10 * UNDO_MS);
    expect(leavingSessions()).toEqual(new Set(['s1']));
    button.blur();
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(leavingSessions()).toEqual(new Set(['s1']));
    vi.advanceTimersByTime(1);
    expect(leavingSessions()).toEqual(new Set());
  });

  it('is not told twice of what the call announces', () => {
    const nothingElse = {
      leaving: false,
      soundStopped: false,
      microphoneStopped: false,
      speaksMuted: false,
      persona: 'Ada',
    };
    const none = () => undefined;
    const actions = {
      leave: none,
      takeHere: none,
      wake: none,
      read: none,
      unmute: none,
      goOn: none,
      helped: none,
    };
    const held = callNotice({ ...NO_CALL, connection: 'open', onHold: true }, nothingElse, actions);
    const place = document.createElement('div');
    render(held, place);
    expect(place.textContent).toContain('On hold');
    expect([...place.querySelectorAll('[role]')].map((it) => it.textContent.trim())).toEqual(['', '']);
  });
});
