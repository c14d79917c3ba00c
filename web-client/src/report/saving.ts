import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { messageOf } from '../api';
import type { Change } from './change';

/** Keeps a change; fails with words that can be shown. */
export type Save = (change: Change) => Promise<void>;

const WRITTEN = 'What you wrote is still here; try again.';

/**
 * One open form that is being saved: it closes only when what it holds is kept. A failed save leaves the form and the
 * text in it as they are, with what happened beside them, and can be tried again.
 */
export class Saving implements ReactiveController {
  private busy = false;
  private trouble = '';

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.forget();
  }

  /** Another form, or none: what went wrong in the last one is no longer of interest. */
  forget(): void {
    this.trouble = '';
    this.host.requestUpdate();
  }

  /**
   * @param done called once it is kept
   * @param hint what to do where it is not
   */
  async run(save: () => Promise<void>, done: () => void, hint = WRITTEN): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.forget();
    try {
      await save();
      done();
    } catch (error) {
      this.trouble = `Not kept: ${messageOf(error)} ${hint}`;
    }
    this.busy = false;
    this.host.requestUpdate();
  }

  /** What happened to the last change, where it was not kept and no form stands open for it. */
  get notice(): TemplateResult | typeof nothing {
    return this.trouble === ''
      ? nothing
      : html`<p class="trouble" role="alert" data-testid="not-kept">${this.trouble}</p>`;
  }

  /** The buttons of the form, with what happened beside them. */
  actions(keep: string, cancel: () => void): TemplateResult {
    return html`<p class="actions">
        <button class="primary" aria-disabled=${this.busy ? 'true' : nothing}>
          ${this.busy ? 'Keeping it…' : keep}
        </button>
        <button type="button" class="quiet" @click=${cancel}>Cancel</button>
      </p>
      ${this.notice}`;
  }
}
