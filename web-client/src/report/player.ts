import { LitElement, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { minutesAndSeconds } from '../call/night';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { playerStyles } from './player-styles';
import type { Report } from './report';
import { behindSilence, silences, turnAt, type Span } from './timeline';
import type { Sounds } from './turn-player';

const WIDTH = 1000;
const CURVE = 90;
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
  private tracks: readonly HTMLAudioElement[] = [];
  private quiet: readonly Span[] = [];
  private frame = 0;
  private last = 0;

  override disconnectedCallback(): void {
    this.pause();
    this.forgetTracks();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('report')) this.quiet = silences(this.report.turns, this.length);
    if (changed.has('sounds')) this.forgetTracks();
  }

  private get length(): number {
    return Math.max(this.report.call.length, ...this.report.turns.map(({ end }) => end), 1000);
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
          />Words</label
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
        this.sounds.leader || this.sounds.persona
          ? nothing
          : html`<p class="small soft">
              No sound of this call was kept: the words follow in the time in which they were said. Sound is
              kept only where you allow it before a call.
            </p>`
      }
    </div>`;
  }

  private renderTimeline(): TemplateResult {
    const x = (ms: number): number => (ms / this.length) * WIDTH;
    const { turns, marks } = this.report;
    const lane = (speaker: string): number => (speaker === 'leader' ? CURVE + 12 : CURVE + 34);
    return html`<svg
      viewBox="0 0 ${WIDTH} ${CURVE + 60}"
      preserveAspectRatio="none"
      aria-hidden="true"
      @pointerdown=${(event: PointerEvent) => this.pointed(event)}
    >
      ${this.quiet.map(
        ({ from, to }) =>
          svg`<rect class="quiet-time" x=${x(from)} width=${Math.max(0, x(to) - x(from))} y="0" height=${CURVE + 60} />`,
      )}
      ${this.shownDimensions.map(
        ({ id }, i) =>
          svg`<polyline points=${this.curve(id, x)} stroke="var(--series-${i + 1})" fill="none" stroke-width="2" vector-effect="non-scaling-stroke" />`,
      )}
      ${turns.map(
        ({ speaker, at, end }) =>
          svg`<rect class=${speaker} x=${x(at)} y=${lane(speaker)} width=${Math.max(2, x(end) - x(at))} height="16" />`,
      )}
      ${marks.map(
        ({ at, kind, label }) =>
          svg`<line class="mark ${kind}" x1=${x(at)} x2=${x(at)} y1=${kind === 'world' ? 0 : CURVE} y2=${CURVE + 56} vector-effect="non-scaling-stroke"><title>${label}</title></line>`,
      )}
      ${svg`<line class="head" x1=${x(this.at)} x2=${x(this.at)} y1="0" y2=${CURVE + 60} vector-effect="non-scaling-stroke" />`}
    </svg>`;
  }

  private get shownDimensions(): readonly { readonly id: string }[] {
    return this.dimensions.length > 0
      ? this.dimensions
      : Object.keys(this.report.curve[0]?.state ?? {}).map((id) => ({ id }));
  }

  private curve(id: string, x: (ms: number) => number): string {
    const y = (value: number): string => (CURVE - value * CURVE).toFixed(1);
    let before = this.report.curve[0]?.state[id] ?? 0;
    const corners = [`0,${y(before)}`];
    for (const { at, state: feeling } of this.report.curve) {
      const value = feeling[id] ?? before;
      corners.push(`${x(at).toFixed(1)},${y(before)}`, `${x(at).toFixed(1)},${y(value)}`);
      before = value;
    }
    return [...corners, `${WIDTH},${y(before)}`].join(' ');
  }

  private pointed(event: PointerEvent): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    this.seek(((event.clientX - box.left) / box.width) * this.length);
  }

  private key(event: KeyboardEvent): void {
    const within = event.composedPath()[0];
    const typing = within instanceof HTMLInputElement || within instanceof HTMLSelectElement;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'k' || (event.key === ' ' && !typing && !(within instanceof HTMLButtonElement)))
      this.toggle();
    else if (event.key === 'j') this.seek(this.at - STEP_MS);
    else if (event.key === 'l') this.seek(this.at + STEP_MS);
    else return;
    event.preventDefault();
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
      this.tracks = Object.values(this.sounds)
        .filter((url): url is string => typeof url === 'string')
        .map((url) => new Audio(url));
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
