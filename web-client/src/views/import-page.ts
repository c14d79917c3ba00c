import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messageOf, request, retake, scenarios, type ScenarioSummary } from '../api';
import { goOnAt } from '../arriving';
import { keepForResumption } from '../call/resumption';
import { go } from '../routing';
import { base } from '../style/base';
import { entitle } from '../title';
import { bar } from './bar';
import './import-archive';
import { isArchive } from './import-archive';
import './import-sound';
import { isRecording } from './import-sound';
import { importStyles } from './import-styles';
import { readingStyles } from './reading-styles';

type Side = 'leader' | 'persona' | 'neither' | 'unknown';

interface Preview {
  readonly form: string;
  readonly charset: string;
  readonly scenario: string | null;
  readonly voices: readonly {
    readonly speaker: string;
    readonly side: Side;
    readonly lines: number;
    readonly line: number;
    readonly words: string;
  }[];
  readonly trouble: string | null;
  readonly turns: number;
  readonly first: readonly { readonly turn: number; readonly speaker: string; readonly text: string }[];
  readonly notes: readonly { readonly line: number; readonly text: string }[];
  readonly verbatim: boolean;
}

const SIDES: readonly { readonly id: Side; readonly label: string }[] = [
  { id: 'unknown', label: 'Who is that?' },
  { id: 'leader', label: 'The leader' },
  { id: 'persona', label: 'The other side' },
  { id: 'neither', label: 'Neither: leave out' },
];
const MOST_NOTES = 20;
const LOOK_MS = 700;

/** Brings in a call from elsewhere: who is who and how it would be read stands there before anything is taken. */
@customElement('cr-import-page')
export class ImportPage extends LitElement {
  static override styles = [base, readingStyles, importStyles];

  @state() private file: Blob | undefined;
  @state() private recording: Blob | undefined;
  @state() private archive: Blob | undefined;
  @state() private called = '';
  @state() private preview: Preview | undefined;
  @state() private sides: Readonly<Record<string, Side>> = {};
  @state() private scenario = '';
  @state() private known: readonly ScenarioSummary[] = [];
  @state() private busy = '';
  /** How much of a long call has been heard while it is taken, 0 to 1. */
  @state() private done: number | undefined;
  @state() private trouble = '';
  private asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    entitle('Bring in a call');
    void scenarios().then(
      (all) => (this.known = all),
      () => undefined,
    );
  }

  protected override firstUpdated(): void {
    goOnAt(() => this.renderRoot.querySelector('h1'));
  }

  override render(): TemplateResult {
    return html`${bar('sessions')}
      <main>
        <h1 tabindex="-1">Bring in a call</h1>
        <p class="lead">
          A transcript of a call that was held elsewhere: captions, text or JSON as meeting tools write it, or
          a session or all calls that were exported here; or a recording (WAV, MP3, WebM, Ogg Opus; M4A and
          FLAC where this browser plays them; an hour at most). Nothing is kept before you have seen how it is
          read.
        </p>
        <div
          class="drop"
          @dragover=${(event: DragEvent) => event.preventDefault()}
          @drop=${(event: DragEvent) => this.dropped(event)}
        >
          <label class="button"
            >Choose a file<input
              type="file"
              data-testid="file"
              accept=".txt,.md,.vtt,.srt,.sbv,.json,.jsonl,text/*,application/json,.zip,audio/*,.wav,.mp3,.m4a,.mp4,.webm,.ogg,.opus"
              @change=${(event: Event) => this.chosen((event.target as HTMLInputElement).files?.[0])}
          /></label>
          <span class="soft">${this.called || 'or drop it here'}</span>
        </div>
        <details>
          <summary>Paste the text instead</summary>
          <textarea
            data-testid="paste"
            aria-label="The transcript as text"
            @change=${(event: Event) => this.pasted((event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </details>
        <div role="status" aria-busy=${this.busy ? 'true' : 'false'}>
          ${this.busy ? html`<p class="soft">${this.busy}</p>` : nothing}
        </div>
        ${
          this.done === undefined
            ? nothing
            : html`<progress aria-label="How much has been heard" max="1" value=${this.done}></progress>`
        }
        ${this.trouble ? html`<p class="note" role="alert" data-testid="error">${this.trouble}</p>` : nothing}
        ${this.preview ? this.renderPreview(this.preview) : nothing}
        ${
          this.recording
            ? html`<cr-import-sound .file=${this.recording} .known=${this.known}></cr-import-sound>`
            : nothing
        }
        ${this.archive ? html`<cr-import-archive .file=${this.archive}></cr-import-archive>` : nothing}
      </main>`;
  }

  private renderPreview(preview: Preview): TemplateResult {
    const ready = preview.trouble === null;
    return html`<section data-testid="preview">
      <h2>How it is read</h2>
      <p class="soft figures">
        ${preview.form},
        ${preview.charset}${ready ? `, ${preview.turns} turns` : ''}${
          preview.verbatim ? '; a session of Calmroom, which comes back as it was' : ''
        }
      </p>
      ${
        preview.verbatim
          ? nothing
          : html`<label
              >Of which scenario it is
              <select
                @change=${(event: Event) => {
                  this.scenario = (event.target as HTMLSelectElement).value;
                  void this.look();
                }}
              >
                ${this.known.map(
                  ({ id, title }) =>
                    html`<option value=${id} ?selected=${id === (this.scenario || preview.scenario)}>
                      ${title}
                    </option>`,
                )}
              </select></label
            >`
      }
      ${preview.voices.length > 0 ? this.renderVoices(preview) : nothing}
      ${
        ready
          ? nothing
          : html`<p class="note" role="alert" data-testid="preview-trouble">
              It cannot be taken yet: ${preview.trouble}.
            </p>`
      }
      ${this.renderFirst(preview)} ${this.renderNotes(preview)}
      <p class="actions">
        <button
          class="primary"
          data-testid="take"
          ?disabled=${!ready || this.busy !== ''}
          @click=${() => this.take('report')}
        >
          Grade it
        </button>
        <button
          ?disabled=${!ready || this.busy !== ''}
          data-testid="rehearse-it"
          @click=${() => this.take('call')}
        >
          Rehearse it from the start
        </button>
      </p>
      <p class="small soft">
        From its report the call can be taken again from any turn, with the persona in the other’s place.
      </p>
    </section>`;
  }

  private renderVoices({ voices }: Preview): TemplateResult {
    return html`<table>
      <caption class="soft small">
        Who speaks in it
      </caption>
      <tbody>
        ${voices.map(
          ({ speaker, side, lines, line, words }) =>
            html`<tr>
              <th scope="row">${speaker}</th>
              <td class="small soft">
                ${lines} ${lines === 1 ? 'line' : 'lines'}, first in ${line}: “${words.slice(0, 80)}”
              </td>
              <td>
                <select
                  aria-label="Who ${speaker} is"
                  data-speaker=${speaker}
                  @change=${(event: Event) =>
                    this.assign(speaker, (event.target as HTMLSelectElement).value as Side)}
                >
                  ${SIDES.map(
                    ({ id, label }) =>
                      html`<option value=${id} ?selected=${id === (this.sides[speaker] ?? side)}>
                        ${label}
                      </option>`,
                  )}
                </select>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private renderFirst({ first, turns }: Preview): TemplateResult | typeof nothing {
    if (first.length === 0) return nothing;
    return html`<h3>The first ${first.length === turns ? '' : `${first.length} of ${turns} `}turns</h3>
      <ol class="turns">
        ${first.map(
          ({ speaker, text }) =>
            html`<li class=${speaker}>
              <span class="small soft">${speaker === 'leader' ? 'Leader' : 'Other side'}</span>
              <p>${text}</p>
            </li>`,
        )}
      </ol>`;
  }

  private renderNotes({ notes }: Preview): TemplateResult | typeof nothing {
    if (notes.length === 0) return nothing;
    return html`<details data-testid="notes" ?open=${notes.length <= 5}>
      <summary>
        ${notes.length === 1 ? '1 line is not taken as it stands' : `${notes.length} lines are not taken as they stand`}
      </summary>
      <ul class="small">
        ${notes.slice(0, MOST_NOTES).map(({ line, text }) => html`<li>Line ${line}: ${text}</li>`)}
        ${notes.length > MOST_NOTES ? html`<li>and ${notes.length - MOST_NOTES} more</li>` : nothing}
      </ul>
    </details>`;
  }

  private assign(speaker: string, side: Side): void {
    this.sides = { ...this.sides, [speaker]: side };
    void this.look();
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    this.chosen(event.dataTransfer?.files[0]);
  }

  private chosen(file: File | undefined): void {
    if (!file) return;
    this.begin(file, file.name);
  }

  private pasted(text: string): void {
    if (text.trim() !== '') this.begin(new Blob([text]), 'pasted text');
  }

  private begin(file: Blob, title: string): void {
    this.file = file;
    this.called = title;
    this.sides = {};
    this.scenario = '';
    this.preview = undefined;
    this.recording = isRecording(file) ? file : undefined;
    this.archive = isArchive(file) ? file : undefined;
    if (this.recording ?? this.archive) {
      this.asked++;
      this.trouble = this.busy = '';
    } else void this.look();
  }

  private async look(): Promise<void> {
    const mine = ++this.asked;
    this.trouble = '';
    this.busy = 'Reading it…';
    try {
      const preview = await this.post<Preview>('/api/imports/preview');
      if (mine === this.asked) this.preview = preview;
    } catch (error) {
      if (mine === this.asked) this.trouble = messageOf(error);
    } finally {
      if (mine === this.asked) this.busy = '';
    }
  }

  private async take(then: 'report' | 'call'): Promise<void> {
    this.trouble = '';
    this.busy = 'Taking it…';
    try {
      const { session } = await this.watched((watch) =>
        this.post<{ session: string }>('/api/imports', watch),
      );
      if (then === 'report') {
        go({ page: 'report', session });
        return;
      }
      const { scenario, resume } = await retake(session, 0);
      keepForResumption({ scenario, resume, voice: 'server', from: { turn: 1, line: '', last: '' } });
      go({ page: 'home' });
    } catch (error) {
      this.trouble = messageOf(error);
    } finally {
      this.busy = '';
    }
  }

  /** What takes longer than a moment says how far it is. */
  private async watched<T>(work: (watch: string) => Promise<T>): Promise<T> {
    const watch = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const path = `/api/imports/under-way/${watch}`;
    let over = false;
    const timer = setInterval(() => {
      void request<{ done: number }>('GET', path).then(
        // What was asked before the end may be answered after it.
        ({ done }) => (this.done = over ? undefined : done),
        () => undefined,
      );
    }, LOOK_MS);
    try {
      return await work(watch);
    } finally {
      over = true;
      clearInterval(timer);
      this.done = undefined;
    }
  }

  /** The file as it is: what it is written in is for the server to find out. */
  private post<T>(path: string, watch = ''): Promise<T> {
    const query = new URLSearchParams();
    if (watch !== '') query.set('watch', watch);
    if (this.scenario !== '') query.set('scenario', this.scenario);
    for (const [speaker, side] of Object.entries(this.sides)) {
      if (side !== 'unknown') query.append(side, speaker);
    }
    return request<T>('POST', `${path}?${query.toString()}`, this.file ?? new Blob());
  }
}
