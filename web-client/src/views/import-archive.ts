import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messageOf, request } from '../api';
import { KeptFocus } from '../arriving';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { when } from '../words';
import { importStyles, within } from './import-styles';
import { readingStyles } from './reading-styles';

interface Listed {
  readonly calls: number;
  readonly here: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly soundIsKept: boolean;
}

interface Taken {
  readonly calls: number;
  readonly here: number;
  readonly sides: number;
  readonly trouble: readonly string[];
}

const PATH = '/api/imports/archive';
/** The list of the calls stands at the beginning, and is a few hundred kilobytes for thousands of them. */
const BEGINNING = 3 * 1024 * 1024;

/** Whether a file is taken for all calls in one, as the list of past calls gives them out. */
export function isArchive(file: Blob & { readonly name?: string }): boolean {
  return /\.zip$/i.test(file.name ?? '');
}

/** Past calls that were downloaded in one file: how many there are first, then they are brought back. */
@customElement('cr-import-archive')
export class ImportArchive extends LitElement {
  static override styles = [base, readingStyles, importStyles, within];

  @property({ attribute: false }) file: Blob | undefined;
  @state() private listed: Listed | undefined;
  @state() private taken: Taken | undefined;
  @state() private busy = '';
  @state() private trouble = '';
  private asked = 0;

  constructor() {
    super();
    new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('[data-testid=archive-taken] a'));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('file')) void this.look();
  }

  override render(): TemplateResult {
    return html`<div role="status" aria-busy=${this.busy ? 'true' : 'false'}>
        ${this.busy ? html`<p class="soft">${this.busy}</p>` : nothing}
        ${this.taken ? this.renderTaken(this.taken) : nothing}
      </div>
      ${this.trouble ? html`<p class="note" role="alert" data-testid="archive-trouble">${this.trouble}</p>` : nothing}
      ${this.listed && !this.taken ? this.renderListed(this.listed) : nothing}`;
  }

  private renderListed(listed: Listed): TemplateResult {
    const { calls, soundIsKept } = listed;
    const fresh = calls - listed.here;
    return html`<section data-testid="archive">
      <h2>Past calls in one file</h2>
      <p>
        ${counted(calls)}${begun(listed)}. ${alreadyHere(listed)}
        ${soundIsKept || fresh === 0 ? '' : 'No sound is kept here: what comes with them is left out.'}
      </p>
      ${
        fresh === 0
          ? nothing
          : html`<p class="actions">
              <button
                class="primary"
                data-testid="take-archive"
                aria-disabled=${this.busy ? 'true' : nothing}
                @click=${() => this.take()}
              >
                Bring
                ${calls === 1 ? 'it' : fresh === calls ? 'them' : fresh === 1 ? 'the other one' : `the other ${fresh}`}
                back
              </button>
            </p>`
      }
    </section>`;
  }

  private renderTaken({ calls, sides, trouble }: Taken): TemplateResult {
    return html`<div data-testid="archive-taken">
      <p>
        ${calls === 0 ? 'None' : counted(calls)} ${calls <= 1 ? 'is' : 'are'} back among your
        <a href=${addressOf({ page: 'sessions' })}>past calls</a>${
          sides > 0 ? `, with the sound of ${sides} ${sides === 1 ? 'side' : 'sides'}` : ''
        }.
      </p>
      ${
        trouble.length > 0
          ? html`<p>What could not be taken:</p>
              <ul class="small">
                ${trouble.map((what) => html`<li>${what}</li>`)}
              </ul>`
          : nothing
      }
    </div>`;
  }

  private look(): Promise<void> {
    this.listed = this.taken = undefined;
    const { file } = this;
    if (!file) return Promise.resolve();
    return this.asking('Reading it…', async (current) => {
      const listed = await request<Listed>('POST', `${PATH}/preview`, file.slice(0, BEGINNING));
      if (current()) this.listed = listed;
    });
  }

  private take(): Promise<void> {
    const { file } = this;
    if (!file || this.busy !== '') return Promise.resolve();
    return this.asking('Bringing them back…', async (current) => {
      const taken = await request<Taken>('POST', PATH, file);
      if (current()) this.taken = taken;
    });
  }

  private async asking(busy: string, work: (current: () => boolean) => Promise<void>): Promise<void> {
    const mine = ++this.asked;
    const current = (): boolean => mine === this.asked;
    this.trouble = '';
    this.busy = busy;
    try {
      await work(current);
    } catch (error) {
      if (current()) this.trouble = messageOf(error);
    } finally {
      if (current()) this.busy = '';
    }
  }
}

function begun({ calls, first, last }: Listed): string {
  if (!first || !last) return '';
  return calls === 1 ? `, begun ${when(first)}` : `, begun between ${when(first)} and ${when(last)}`;
}

function alreadyHere({ calls, here }: Listed): string {
  if (here === 0) return '';
  if (calls === 1) return 'It is here already and stays as it is.';
  const which = here === calls ? 'All' : here;
  return here === 1
    ? '1 of them is here already and stays as it is.'
    : `${which} of them are here already and stay as they are.`;
}

function counted(calls: number): string {
  return calls === 1 ? 'One call' : `${calls} calls`;
}
