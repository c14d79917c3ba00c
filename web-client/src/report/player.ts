import {
  LitElement,
  html,
  nothing,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { styleMap } from 'lit/directives/style-map.js';
import { minutesAndSeconds } from '../call/night';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { playerStyles } from './player-styles';
import { VIEW_BOX, lineOf, timeline } from './player-timeline';
import './player-words';
import { wasBroughtIn } from './rehearse';
import type { Report } from './report';
import { behindSilence, heard, silences, turnAt, type Span } from './timeline';
import type { KeptSound, Sounds } from './sounds';

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const STEP_MS = 5_000;
/** Two recordings further apart than this are set right. */
const APART_MS = 120;

/**
 * The whole call on one timeline: who speaks, how the other side feels, what moves it, and the words in step. With the
 * sound of both sides where it was kept; without it the words follow in the time of the call.
 */
@customElement('cr-player')
export class Player extends LitElement {
  static override styles = [base, playerStyles];

  @property({ attribute: false }) report!: Report;
  @property() name = '';
  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  @property({ attribute: false }) sounds: Sounds = {};
  @state() private at = 0;
  @state() private running = false;
  @state() private speed = 1;
  @state() private skips = true;
  @state() private captions = true;
  @state() private listed = true;
  private tracks: readonly HTMLAudioElement[] = [];
  private quiet: readonly Span[] = [];
  private drawn: SVGTemplateResult | typeof nothing = nothing;
  private length = 0;
  private frame = 0;
  private last = 0;

  override disconnectedCallback(): void {
    this.pause();
    this.forgetTracks();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sounds')) this.forgetTracks();
    if (!changed.has('report') && !changed.has('sounds') && !changed.has('dimensions')) return;
    this.length = this.measured();
    const { persona } = this.sounds;
    const clean = persona && !wasBroughtIn(this.report.call.engines) ? heard(persona) : [];
    this.quiet = silences([...this.report.turns, ...clean], this.length);
    // Drawn once: two hours of it are not put together sixty times a second.
    this.drawn = timeline({
      report: this.report,
      length: this.length,
      quiet: this.quiet,
      sounds: this.sounds,
      dimensions: this.shownDimensions.map(({ id }) => id),
    });
  }

  private measured(): number {
    const { call, turns } = this.report;
    const kept = [this.sounds.leader?.lengthMs ?? 0, this.sounds.persona?.lengthMs ?? 0];
    return turns.reduce((longest, { end }) => Math.max(longest, end), Math.max(call.length, 1000, ...kept));
  }

  override render(): TemplateResult {
    const now = turnAt(this.report.turns, this.at);
    return html`<div
      class="player"
      data-testid="player"
      role="group"
      aria-label="The call from beginning to end"
      @keydown=${(event: KeyboardEvent) => this.key(event)}
    >
      ${this.renderTimeline()}
      <input
        type="range"
        aria-label="Where in the call"
        aria-valuetext="${minutesAndSeconds(this.at)} of ${minutesAndSeconds(this.length)}"
        min="0"
        max=${Math.round(this.length)}
        step="100"
        .value=${String(Math.round(this.at))}
        @input=${(event: Event) => this.seek(Number((event.target as HTMLInputElement).value))}
      />
      <p class="controls">
        <button class="primary" data-testid="play" @click=${() => this.toggle()}>
          ${this.running ? 'Pause' : 'Play'}
        </button>
        <button
          class="quiet"
          aria-label="−5 s, back in the call"
          @click=${() => this.seek(this.at - STEP_MS)}
        >
          −5 s
        </button>
        <button class="quiet" aria-label="+5 s, on in the call" @click=${() => this.seek(this.at + STEP_MS)}>
          +5 s
        </button>
        <span class="figures small" data-testid="time"
          >${minutesAndSeconds(this.at)} of ${minutesAndSeconds(this.length)}</span
        >
        <label class="small"
          >Speed
          <select @change=${(event: Event) => this.pace(Number((event.target as HTMLSelectElement).value))}>
            ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>${speed} ×</option>`)}
          </select></label
        >
        <label class="small"
          ><input type="checkbox" .checked=${this.skips} @change=${() => (this.skips = !this.skips)} />Skip
          silence</label
        >
        <label class="small"
          ><input
            type="checkbox"
            .checked=${this.captions}
            @change=${() => (this.captions = !this.captions)}
          />Caption</label
        >
        <label class="small"
          ><input
            type="checkbox"
            .checked=${this.listed}
            @change=${() => (this.listed = !this.listed)}
          />Words in step</label
        >
      </p>
      ${
        this.captions && now
          ? html`<p class="caption" data-testid="caption" aria-live=${this.running ? 'off' : 'polite'}>
              <strong>${now.speaker === 'leader' ? 'You' : this.name || 'The other side'}</strong> ${now.text}
            </p>`
          : nothing
      }
      ${
        this.listed
          ? html`<cr-player-words
              .report=${this.report}
              .name=${this.name}
              .at=${this.at}
              .follows=${this.running}
              @go-to=${(event: CustomEvent<number>) => this.seek(event.detail)}
            ></cr-player-words>`
          : nothing
      }
      <details class="small">
        <summary>Keys</summary>
        <p class="soft">
          Space or K plays and pauses, J and L go five seconds, N and P a line, S skips silence or not, C
          shows the caption or not, T the words in step, the angle brackets change the speed, Home and End go
          to both ends.
        </p>
      </details>
      ${
        (this.sounds.leader ?? this.sounds.persona)
          ? nothing
          : html`<p class="small soft">
              No sound of this call was kept: the words follow in the time in which they were said. Sound is
              kept only where you allow it before a call.
            </p>`
      }
    </div>`;
  }

  private renderTimeline(): TemplateResult {
    // What moves lies above what is drawn: two hours of lines and spans are not painted anew sixty times a second.
    return html`<div class="stage" @pointerdown=${(event: PointerEvent) => this.pointed(event)}>
        <svg viewBox=${VIEW_BOX} preserveAspectRatio="none" aria-hidden="true" data-testid="both-voices">
          ${guard([this.drawn], () => this.drawn)}
        </svg>
        <div
          class="head"
          style=${styleMap({ transform: `translateX(${(this.at / this.length) * 100}%)` })}
        ></div>
      </div>
      ${this.renderKey()}`;
  }

  /** What colours and dashes mean; the words of it stand beside the picture, which nobody has to see. */
  private renderKey(): TemplateResult {
    return html`<p class="key small soft">
      ${this.shownDimensions.map(({ id, label }, i) => html`<span>${lineOf(i)}${label || id}</span>`)}
      <span><i class="leader"></i>You</span
      ><span><i class="persona"></i>${this.name || 'The other side'}</span>
    </p>`;
  }

  private get shownDimensions(): readonly { readonly id: string; readonly label: string }[] {
    return this.dimensions.length > 0
      ? this.dimensions
      : Object.keys(this.report.curve[0]?.state ?? {}).map((id) => ({ id, label: id }));
  }

  private pointed(event: PointerEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.seek(((event.clientX - box.left) / box.width) * this.length);
  }

  private key(event: KeyboardEvent): void {
    const within = event.composedPath()[0];
    const choosing = within instanceof HTMLInputElement || within instanceof HTMLSelectElement;
    if (event.altKey || event.ctrlKey || event.metaKey || within instanceof HTMLSelectElement) return;
    if (event.key === ' ' && (choosing || within instanceof HTMLButtonElement)) return;
    if ((event.key === 'Home' || event.key === 'End') && choosing) return;
    const act = this.keys[event.key.toLowerCase()];
    if (!act) return;
    act();
    event.preventDefault();
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    ' ': () => this.toggle(),
    k: () => this.toggle(),
    j: () => this.seek(this.at - STEP_MS),
    l: () => this.seek(this.at + STEP_MS),
    n: () => this.line(1),
    p: () => this.line(-1),
    s: () => (this.skips = !this.skips),
    c: () => (this.captions = !this.captions),
    t: () => (this.listed = !this.listed),
    '>': () => this.pace(SPEEDS[SPEEDS.indexOf(this.speed) + 1] ?? this.speed),
    '<': () => this.pace(SPEEDS[SPEEDS.indexOf(this.speed) - 1] ?? this.speed),
    home: () => this.seek(0),
    end: () => this.seek(this.length),
  };

  /** To the beginning of the next line, or of the one before. */
  private line(by: 1 | -1): void {
    const begins = this.report.turns.map(({ at }) => at).sort((a, b) => a - b);
    const to = by > 0 ? begins.find((at) => at > this.at) : begins.findLast((at) => at < this.at - 500);
    this.seek(to ?? (by > 0 ? this.length : 0));
  }

  private toggle(): void {
    if (this.running) this.pause();
    else this.play();
  }

  private play(): void {
    if (this.at >= this.length) this.at = 0;
    this.running = true;
    this.last = performance.now();
    if (this.tracks.length === 0) {
      this.tracks = [this.sounds.leader, this.sounds.persona]
        .filter((sound): sound is KeptSound => sound !== undefined)
        .map(({ url }) => new Audio(url));
    }
    this.setTracks();
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  private pause(): void {
    this.running = false;
    cancelAnimationFrame(this.frame);
    this.tracks.forEach((track) => track.pause());
  }

  /** One clock for both sides' sound, the curve and the words. */
  private tick(now: number): void {
    if (!this.running) return;
    let next = this.at + (now - this.last) * this.speed;
    this.last = now;
    if (this.skips) next = behindSilence(next, this.quiet);
    const jumped = next - this.at > 1_000;
    this.at = Math.min(next, this.length);
    if (this.at >= this.length) return this.pause();
    const apart = this.tracks.some(
      (track) => track.readyState > 0 && Math.abs(track.currentTime * 1000 - this.at) > APART_MS * this.speed,
    );
    if (jumped || apart) this.setTracks();
    this.frame = requestAnimationFrame((later) => this.tick(later));
  }

  private seek(to: number): void {
    this.at = Math.min(Math.max(0, to), this.length);
    this.setTracks();
  }

  private pace(speed: number): void {
    this.speed = speed;
    this.setTracks();
  }

  private setTracks(): void {
    for (const track of this.tracks) {
      track.playbackRate = this.speed;
      const over = Number.isFinite(track.duration) && this.at / 1000 >= track.duration;
      if (track.readyState > 0 && !over) track.currentTime = this.at / 1000;
      // Refused or broken sound leaves the words, which go on.
      if (this.running && !over) void track.play().catch(() => undefined);
    }
  }

  private forgetTracks(): void {
    this.tracks.forEach((track) => track.pause());
    this.tracks = [];
  }
}
