import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { messageOf, type PromptsTrouble } from '../api';
import { KeptFocus } from '../arriving';
import { base } from '../style/base';
import '../views/theme-switch';
import { sideBySide } from './differing';
import * as studio from './studio-api';
import './editor';
import type { Editor } from './editor';
import './file-list';
import './studio-trials';
import { studioStyles } from './studio-styles';

/** So long nothing is typed before the file is checked. */
const PAUSE_MS = 500;

const NOTHING: studio.Completions = { keys: [], names: {} };

/** Prompts edited, tried and saved. */
@customElement('cr-studio')
export class StudioPage extends LitElement {
  static override styles = [base, studioStyles];

  @state() private known: studio.Overview | undefined;
  @state() private file = '';
  @state() private text = '';
  @state() private onDisk = '';
  @state() private kept: studio.Opened['versions'] = [];
  @state() private mistakes: readonly PromptsTrouble[] = [];
  /** What somebody else has written meanwhile. */
  @state() private conflict: { text: string; sha256: string } | undefined;
  @state() private word = '';
  @state() private saving = false;
  /** The earlier version that the text began with; empty: the one on disk. */
  @state() private version = '';
  @state() private checked = true;
  /** Why the text could not be checked as it stands. */
  @state() private unchecked: string | undefined;
  @state() private completions: studio.Completions = NOTHING;
  @query('cr-editor') private readonly editor: Editor | null | undefined;

  private sha256 = '';
  /** The text as it came, before anything was typed. */
  private came = '';
  private pause: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  /** Something was typed, and paused on, while a check was under way. */
  private due = false;

  private readonly leaving = (event: BeforeUnloadEvent): void => {
    if (this.text !== this.onDisk) event.preventDefault();
  };

  constructor() {
    super();
    const after = '[data-testid=check-again], [data-testid=verdict]';
    new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>(after));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.leaving);
    void this.tell(async () => {
      this.known = await studio.overview();
      const file = decodeURIComponent(location.hash.slice(1));
      if (this.known.files.includes(file)) await this.open(file);
    });
  }

  override disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.leaving);
    clearTimeout(this.pause);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<header>
        <h1>Studio</h1>
        <a href="./">To the calls</a>
        <cr-theme-switch></cr-theme-switch>
      </header>
      <aside>
        <cr-file-list
          .files=${this.known?.files ?? []}
          .file=${this.file}
          ?disabled=${this.saving}
          @chosen=${(event: CustomEvent<string>) => void this.open(event.detail)}
        ></cr-file-list>
        ${this.known ? this.renderVersions(this.known) : nothing}
      </aside>
      <main>
        <p role="status" data-testid="word">${this.word}</p>
        ${this.file ? this.renderFile() : html`<p class="about">Choose a file to edit it.</p>`}
      </main>`;
  }

  private renderVersions({ versions }: studio.Overview): TemplateResult {
    return html`<h2>Versions</h2>
      <ul>
        ${versions.map(
          ({ scenario, sha256, inUse, last, sessions }) =>
            html`<li>
              <code>${sha256.slice(0, 12)}</code> ${scenario}${inUse ? ', in use' : ''}<br />
              <span class="about"
                >${
                  last
                    ? `${sessions.length} ${sessions.length === 1 ? 'call' : 'calls'}, last ${new Date(last).toLocaleString()}`
                    : 'no call yet'
                }</span
              >
              ${sessions.slice(0, 3).map((id) => html` <a href=${`./#/report/${id}`}>${id.slice(0, 8)}</a>`)}
            </li>`,
        )}
      </ul>`;
  }

  private renderFile(): TemplateResult {
    const changed = this.text !== this.onDisk;
    const good = this.checked && this.mistakes.length === 0;
    return html`<section aria-label="Editor">
        <div class="row">
          <h2 style="flex: 1">${this.file}${changed ? ' (edited)' : ''}</h2>
          ${
            this.kept.length > 0
              ? html`<label
                  >Earlier versions
                  <select
                    data-testid="earlier"
                    @change=${(event: Event) => void this.bringBack(event.target as HTMLSelectElement)}
                  >
                    <option value="" .selected=${this.version === ''}>on disk now</option>
                    ${this.kept.map(
                      ({ id, when, sha256 }) =>
                        html`<option value=${id} .selected=${id === this.version}>
                          until ${new Date(when).toLocaleString()} (${sha256.slice(0, 8)})
                        </option>`,
                    )}
                  </select>
                </label>`
              : nothing
          }
          <button
            data-testid="save"
            ?disabled=${!changed || !good || this.saving}
            @click=${() => void this.save()}
          >
            ${this.saving ? 'Saving …' : 'Save'}
          </button>
        </div>
        ${this.conflict ? this.renderConflict(this.conflict) : nothing}
        <cr-editor
          .file=${this.file}
          .text=${this.text}
          .slips=${this.mistakes.filter(({ file, line }) => file === this.file && line > 0)}
          .completions=${this.completions}
          @typed=${(event: CustomEvent<string>) => this.typed(event.detail)}
        ></cr-editor>
        <p class="about">Tab indents in the text; Escape and then Tab leaves it.</p>
        <div role="status" data-testid="mistakes">
          <ul class="mistakes">
            ${this.mistakes.map(
              ({ file, line, message }) =>
                html`<li>
                  ${
                    file === this.file && line > 0
                      ? html`<button @click=${() => this.editor?.goTo(line)}>line ${line}</button>`
                      : html`<code>${line > 0 ? `${file}:${line}` : file}</code>`
                  }
                  ${message}
                </li>`,
            )}
          </ul>
          ${this.unchecked !== undefined ? this.renderUnchecked(this.unchecked) : html`<p class="about" tabindex="-1" data-testid="verdict">${this.verdict}</p>`}
        </div>
      </section>
      <cr-studio-trials
        .draft=${{ file: this.file, text: this.text }}
        .calls=${this.known?.calls ?? []}
        .model=${this.known?.model ?? ''}
        @kept=${(event: CustomEvent<string>) => void this.added(event.detail)}
        .scenarios=${[...new Set(this.known?.versions.filter((v) => v.inUse).map((v) => v.scenario) ?? [])]}
      ></cr-studio-trials>`;
  }

  private get verdict(): string {
    if (!this.checked) return 'Checking …';
    return this.mistakes.length === 0 ? 'Nothing is wrong in it.' : 'It cannot be saved so.';
  }

  /** Without an answer it cannot be saved, and nobody should have to type for it to be asked again. */
  private renderUnchecked(why: string): TemplateResult {
    return html`<p>It could not be checked: ${why}</p>
      <p>
        <button data-testid="check-again" @click=${() => void this.checkAgain()}>Check it again</button>
      </p>`;
  }

  private renderConflict(other: { text: string; sha256: string }): TemplateResult {
    return html`<div role="alert" data-testid="conflict">
      <p>The file has been edited on disk since you opened it. Nothing was written.</p>
      ${sideBySide({ title: 'On disk', text: other.text }, { title: 'Yours', text: this.text })}
      <div class="row">
        <button @click=${() => this.begin(other)}>Take what is on disk</button>
        <button @click=${() => this.keepMine(other)}>Keep mine, on top of it</button>
      </div>
    </div>`;
  }

  private async open(file: string): Promise<void> {
    if (this.text !== this.onDisk && !confirm(`Leave ${this.file} without saving?`)) return;
    await this.tell(async () => {
      const opened = await studio.open(file);
      this.file = file;
      history.replaceState(null, '', `#${encodeURIComponent(file)}`);
      this.begin(opened);
      this.kept = opened.versions;
      this.mistakes = [];
      this.completions = NOTHING;
    });
    if (this.file === file) await this.complete();
  }

  /** Without them one can write all the same. */
  private async complete(): Promise<void> {
    const { file } = this;
    const found = await studio.completions(file).catch(() => NOTHING);
    if (this.file === file) this.completions = found;
  }

  /** An edit begins with what is on disk. */
  private begin(onDisk: { text: string; sha256: string }): void {
    this.text = this.onDisk = this.came = onDisk.text;
    this.sha256 = onDisk.sha256;
    this.version = '';
    this.conflict = undefined;
    this.check();
  }

  private typed(text: string): void {
    this.text = text;
    this.word = '';
    this.check();
  }

  private async checkAgain(): Promise<void> {
    this.check();
    clearTimeout(this.pause);
    await this.ask();
  }

  private check(): void {
    this.checked = false;
    this.unchecked = undefined;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.ask(), PAUSE_MS);
  }

  /** One question at a time: where a check takes long, those of what was typed before would keep the last one waiting. */
  private async ask(): Promise<void> {
    this.due = this.asking;
    if (this.asking) return;
    this.asking = true;
    const { file, text } = this;
    // What went wrong is said beside the text: the page's word, of a file not opened or saved, stands as it is.
    const found = await studio.check({ file, text }).catch(messageOf);
    this.asking = false;
    if (file === this.file && text === this.text) {
      this.checked = typeof found !== 'string';
      this.unchecked = typeof found === 'string' ? found : undefined;
      if (typeof found !== 'string') this.mistakes = found;
    }
    if (this.due) await this.ask();
  }

  /** One after the other: a second one would be held against the file that the first has just written over. */
  private async save(): Promise<void> {
    if (this.saving) return;
    const text = this.text;
    this.saving = true;
    await this.tell(async () => {
      const saved = await studio.save({ file: this.file, text }, this.sha256);
      if (saved.kind === 'conflict') this.conflict = saved;
      if (saved.kind === 'broken') this.mistakes = saved.problems;
      if (saved.kind !== 'done') return;
      this.sha256 = saved.sha256;
      this.onDisk = this.came = text;
      this.version = '';
      this.kept = (await studio.open(this.file)).versions;
      this.known = await studio.overview();
      this.word = `${this.file} is saved; the next call runs with it.`;
    });
    this.saving = false;
    await this.complete();
  }

  private async added(file: string): Promise<void> {
    await this.tell(async () => {
      this.known = await studio.overview();
      this.word = `${file} is written: a leader who says what was said in that call.`;
    });
  }

  private keepMine(other: { text: string; sha256: string }): void {
    this.onDisk = other.text;
    this.sha256 = other.sha256;
    this.conflict = undefined;
  }

  /** What was typed is written over only by who says so. */
  private async bringBack(chosen: HTMLSelectElement): Promise<void> {
    const { file, text } = this;
    if (text === this.came || confirm('Replace what you have typed with this version?')) {
      const id = chosen.value;
      await this.tell(async () => {
        const earlier = id === '' ? this.onDisk : (await studio.version(file, id)).text;
        if (this.file !== file || this.text !== text) return;
        this.version = id;
        this.came = earlier;
        this.typed(earlier);
      });
    }
    chosen.value = this.version;
  }

  private async tell(work: () => Promise<void>): Promise<void> {
    this.word = '';
    try {
      await work();
    } catch (error) {
      this.word = messageOf(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-studio': StudioPage;
  }
}
