import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { readable } from '../audio/decoded';
import { messageOf, request, type ScenarioSummary } from '../api';
import { minutesAndSeconds } from '../call/night';
import { go } from '../routing';
import { SoundJob } from '../sound-job';
import { base } from '../style/base';
import { importStyles, within } from './import-styles';
import { readingStyles } from './reading-styles';

interface Heard {
  readonly sound: string;
  readonly lengthMs: number;
  readonly cutShort: boolean;
  readonly mayBeKept: boolean;
  readonly voices: readonly {
    readonly channel: number;
    readonly lines: readonly { readonly at: number; readonly text: string }[];
  }[];
}

type Side = 'unknown' | 'leader' | 'persona' | 'neither';

const SIDES: readonly { readonly id: Side; readonly label: string }[] = [
  { id: 'unknown', label: 'Who is that?' },
  { id: 'leader', label: 'The leader' },
  { id: 'persona', label: 'The other side' },
  { id: 'neither', label: 'Neither: leave out' },
];
const FIRST = 10;
/** What the server takes; said before somebody waits for an upload that is refused. */
const MOST_BYTES = 128 * 1024 * 1024;
const PATH = '/api/imports/sound';
const SOUND = /\.(wav|wave|aiff?|au|mp3|m4a|mp4|aac|webm|ogg|opus|flac|amr|caf)$/i;

/** Whether a file is taken for a recording: by what the browser says it is, or by its name. */
export function isRecording(file: Blob & { readonly name?: string }): boolean {
  return /^(audio|video)\//.test(file.type) || SOUND.test(file.name ?? '');
}

/** A recording from elsewhere: heard first, then who is who is said by hand, then it is taken. */
@customElement('cr-import-sound')
export class ImportSound extends LitElement {
  static override styles = [base, readingStyles, importStyles, within];

  @property({ attribute: false }) file: Blob | undefined;
  @property({ attribute: false }) known: readonly ScenarioSummary[] = [];
  @state() private scenario = '';
  @state() private heard: Heard | undefined;
  @state() private leader: number | undefined;
  @state() private sides: readonly Side[] = [];
  @state() private keep = false;
  @state() private trouble = '';
  private readonly hearing = new SoundJob<Heard>(this);
  private readonly taking = new SoundJob<{ readonly session: string }>(this);

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('file')) return;
    this.keep = false;
    this.begin();
  }

  private begin(): void {
    this.hearing.stop();
    this.taking.stop();
    this.heard = undefined;
    this.trouble = '';
    if (this.file) void this.hear(this.file);
  }

  /** Which words are listened for depends on the scenario, so it is heard again. */
  private choose(scenario: string): void {
    this.scenario = scenario;
    this.begin();
  }

  override render(): TemplateResult {
    return html`<div data-testid="import-sound">
      ${this.known.length > 1 ? this.renderScenario() : nothing}
      <div role="status">
        ${this.hearing.running ? this.renderHearing() : nothing}
        ${this.taking.running ? html`<p class="soft">Taking it…</p>` : nothing}
      </div>
      ${this.trouble ? html`<p class="note" role="alert" data-testid="sound-error">${this.trouble}</p>` : nothing}
      ${this.heard ? this.renderHeard(this.heard) : nothing}
    </div>`;
  }

  private renderScenario(): TemplateResult {
    return html`<label
      >Of which scenario it is
      <select @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
        ${this.known.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
      </select></label
    >`;
  }

  private renderHearing(): TemplateResult {
    const { done, state: how } = this.hearing;
    return html`<label class="small soft"
        >${
          how === 'waiting'
            ? 'Waiting for it to be heard…'
            : `Listening to it, ${Math.round(100 * done)} %. An hour takes some minutes.`
        } <progress max="1" .value=${done}></progress
      ></label>
      <button class="quiet" @click=${() => this.hearing.stop()}>Break it off</button>`;
  }

  private renderHeard(heard: Heard): TemplateResult {
    const { lengthMs, cutShort, voices } = heard;
    const two = voices.length === 2;
    return html`<section data-testid="heard">
      <h2>What is heard</h2>
      <p class="soft figures">
        ${minutesAndSeconds(lengthMs)} of sound,
        ${two ? 'a voice on each of two channels' : 'everybody on one channel'}.
        ${cutShort ? 'The file is cut short; what is there was heard.' : ''}
      </p>
      ${two ? voices.map((voice) => this.renderVoice(voice)) : this.renderLines(heard)}
      ${
        heard.mayBeKept
          ? html`<label class="line"
              ><input
                type="checkbox"
                data-testid="keep-sound"
                .checked=${this.keep}
                @change=${() => (this.keep = !this.keep)}
              />Keep its sound with the call, so that it can be played. Everybody on it has to agree.</label
            >`
          : html`<p class="small soft">No sound is kept on this server; the words are.</p>`
      }
      <p class="actions">
        <button
          class="primary"
          data-testid="take-sound"
          ?disabled=${!this.ready || this.taking.running}
          @click=${() => this.take(heard)}
        >
          Grade it
        </button>
      </p>
    </section>`;
  }

  private renderVoice({ channel, lines }: Heard['voices'][number]): TemplateResult {
    return html`<fieldset>
      <legend>Channel ${channel}</legend>
      <label class="line"
        ><input
          type="radio"
          name="leader"
          value=${channel}
          .checked=${this.leader === channel}
          @change=${() => (this.leader = channel)}
        />This is the leader; the other channel is the other side</label
      >
      <ol class="turns">
        ${lines.slice(0, FIRST).map(
          ({ at, text }) =>
            html`<li>
              <span class="small soft figures">${minutesAndSeconds(at)}</span>
              <p>${text}</p>
            </li>`,
        )}
      </ol>
      ${lines.length > FIRST ? html`<p class="small soft">and ${lines.length - FIRST} more</p>` : nothing}
      ${lines.length === 0 ? html`<p class="small soft">No word was recognised on it.</p>` : nothing}
    </fieldset>`;
  }

  private renderLines({ voices }: Heard): TemplateResult {
    const lines = voices[0]?.lines ?? [];
    return html`<p>
        Whose each line is, nobody can hear from one channel: please say it.
        <button class="quiet" @click=${() => this.assign(lines.length, ['leader'])}>
          All are the leader’s
        </button>
        <button class="quiet" @click=${() => this.assign(lines.length, ['leader', 'persona'])}>
          In turn, the leader first
        </button>
        <button class="quiet" @click=${() => this.assign(lines.length, ['persona', 'leader'])}>
          In turn, the other side first
        </button>
      </p>
      <ol class="turns whose" data-testid="sound-lines">
        ${lines.map(
          ({ at, text }, i) =>
            html`<li class=${this.sides[i] ?? 'unknown'}>
              <select
                aria-label="Whose line ${i + 1} is: ${text.slice(0, 40)}"
                @change=${(event: Event) =>
                  (this.sides = this.sides.with(i, (event.target as HTMLSelectElement).value as Side))}
              >
                ${SIDES.map(
                  ({ id, label }) =>
                    html`<option value=${id} ?selected=${id === this.sides[i]}>${label}</option>`,
                )}
              </select>
              <p><span class="small soft figures">${minutesAndSeconds(at)}</span> ${text}</p>
            </li>`,
        )}
      </ol>`;
  }

  /** To begin with; each can be put right. */
  private assign(lines: number, pattern: readonly Side[]): void {
    this.sides = Array.from({ length: lines }, (_, i) => pattern[i % pattern.length] ?? 'unknown');
  }

  private get ready(): boolean {
    if (this.heard?.voices.length === 2) return this.leader !== undefined;
    return this.sides.length > 0 && !this.sides.includes('unknown') && this.sides.includes('leader');
  }

  private async hear(file: Blob): Promise<void> {
    if (file.size > MOST_BYTES) {
      this.trouble = `A recording has at most ${MOST_BYTES >> 20} MB, and this one ${file.size >> 20}; as MP3 or Opus an hour has some 30.`;
      return;
    }
    const query = this.scenario === '' ? '' : `?scenario=${encodeURIComponent(this.scenario)}`;
    try {
      const heard = await this.hearing.run(PATH, async () =>
        request('POST', PATH + query, new Blob([await readable(file, MOST_BYTES)])),
      );
      if (!heard || file !== this.file) return;
      this.heard = heard;
      this.leader = undefined;
      this.sides =
        heard.voices.length === 1 ? (heard.voices[0]?.lines.map(() => 'unknown' as const) ?? []) : [];
    } catch (error) {
      if (file === this.file) this.trouble = messageOf(error);
    }
  }

  private async take({ sound }: Heard): Promise<void> {
    this.trouble = '';
    const sides = {
      scenario: this.scenario === '' ? null : this.scenario,
      leader: this.leader ?? null,
      lines: this.sides.length > 0 ? this.sides : null,
      keep: this.keep,
    };
    try {
      const path = `${PATH}/${sound}`;
      const taken = await this.taking.run(path, () => request('POST', path, sides));
      if (taken) go({ page: 'report', session: taken.session });
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }
}
