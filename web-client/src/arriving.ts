import type { LitElement, ReactiveController } from 'lit';

/** So long a screen reader needs to have been told that the old screen is gone. */
const TOLD_MS = 150;

type Place = HTMLElement | null | undefined;

/**
 * Puts the focus where one goes on, unless somebody has put it elsewhere meanwhile. It comes a moment after what is new
 * on the screen: told in one breath that the old is gone and where the focus is, Orca takes the focus for known, says
 * nothing of it, and goes on taking letters that are typed into a field for its own commands.
 *
 * @param place asked for when it is time: what is new may be drawn anew meanwhile
 */
export function goOnAt(place: () => Place, options?: FocusOptions): void {
  setTimeout(() => {
    const there = place();
    if (!there) return;
    const { activeElement, body } = there.ownerDocument;
    if (activeElement === null || activeElement === body) there.focus(options);
  }, TOLD_MS);
}

/** What had the focus may be gone after an update: then one goes on where it stood, and not at the top of the page. */
export class KeptFocus implements ReactiveController {
  private had: Element | null = null;

  /** @param next where one goes on, given what is gone */
  constructor(
    private readonly host: LitElement,
    private readonly next: (gone: Element) => Place,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.had = this.host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    const { had } = this;
    this.had = null;
    if (had && !isThere(had)) goOnAt(() => this.next(had));
  }
}

function isThere(element: Element): boolean {
  return element.isConnected && element.closest('[hidden]') === null;
}
