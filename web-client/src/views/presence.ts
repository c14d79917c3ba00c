import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Look } from '../call/feeling';
import { CONTOURS, contour, stepped, warmthAt } from './presence-form';

const CALM: Look = { restlessness: 0.5, smoothness: 0.5, warmth: 0.5 };
/** Frames that the sound needs from one line to the next. */
const TRAVEL_FRAMES = 3;
/** So many times as long as a drawing took nothing is drawn. */
const REST_PER_DRAWING = 4;

/** The person on the line, as one drawn shape: the persona's voice moves it, the persona's state forms it. */
@customElement('cr-presence')
export class Presence extends LitElement {
  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 1;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;

  @property({ attribute: false }) look: Look = CALM;
  /** What the shape says, for those who do not see it. */
  @property() description = '';
  /** A phone that rings, and nobody speaking yet. */
  @property({ type: Boolean }) ringing = false;

  /** How loud the persona is now, 0 to 1. Set as often as one likes: it does not render. */
  level = 0;

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  private shown: Look = CALM;
  private levels: number[] = [];
  private frame = 0;
  /** On the clock of animation frames. */
  private nextDrawing = 0;
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly resized =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(() => this.draw(performance.now()));

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized?.observe(this);
    this.move();
  }

  override disconnectedCallback(): void {
    cancelAnimationFrame(this.frame);
    this.resized?.disconnect();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return this.description
      ? html`<canvas role="img" aria-label=${this.description}></canvas>`
      : html`<canvas aria-hidden="true"></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.still.matches && changed.has('look')) this.draw(0);
  }

  /** Where to draw takes long there are fewer pictures: what is said and typed must not wait for them. */
  private move(): void {
    this.frame = requestAnimationFrame((now) => {
      if (!this.still.matches && now >= this.nextDrawing) {
        const began = performance.now();
        this.draw(now);
        this.nextDrawing = now + (performance.now() - began) * REST_PER_DRAWING;
      }
      this.move();
    });
  }

  private draw(now: number): void {
    const context = this.hasUpdated ? this.canvas.getContext('2d') : null;
    if (!context || this.clientWidth === 0) return;
    const size = this.fit();
    const time = this.still.matches ? 0 : now / 1000;
    this.follow(time);
    context.clearRect(0, 0, size, size);
    const style = getComputedStyle(this);
    const colour = (i: number): string =>
      mix(style.getPropertyValue('--cool'), style.getPropertyValue('--lamp'), warmthAt(i, this.shown.warmth));
    this.light(context, size, colour(0));
    for (let i = 0; i < CONTOURS; i++) {
      const level = this.levels[i * TRAVEL_FRAMES] ?? 0;
      const distances = contour(i, { look: this.shown, time, level });
      context.strokeStyle = colour(i);
      context.globalAlpha = 0.95 - 0.78 * (i / (CONTOURS - 1));
      context.lineWidth = (size / 300) * (1.7 - 0.9 * (i / CONTOURS));
      trace(context, distances, size);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** The shape goes to a new state as a person does: not at once. */
  private follow(time: number): void {
    const share = this.still.matches ? 1 : 0.03;
    const target = this.still.matches ? stepped(this.look) : this.look;
    const nearer = (from: number, to: number): number => from + (to - from) * share;
    this.shown = {
      restlessness: nearer(this.shown.restlessness, target.restlessness),
      smoothness: nearer(this.shown.smoothness, target.smoothness),
      warmth: nearer(this.shown.warmth, target.warmth),
    };
    const ring = this.ringing ? 0.35 * Math.max(0, Math.sin(time * 1.9)) ** 2 : 0;
    const loud = this.still.matches ? 0 : Math.min(1, this.level * 5) + ring;
    const before = this.levels[0] ?? 0;
    this.levels.unshift(before + (loud - before) * (loud > before ? 0.45 : 0.12));
    this.levels.length = Math.min(this.levels.length, CONTOURS * TRAVEL_FRAMES);
  }

  private light(context: CanvasRenderingContext2D, size: number, colour: string): void {
    const level = this.levels[0] ?? 0;
    const glow = context.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size / 2);
    glow.addColorStop(0, colour);
    glow.addColorStop(0.3, `color-mix(in oklab, ${colour} 45%, transparent)`);
    // Faded to itself: plain «transparent» is black, and would grey the light on paper.
    glow.addColorStop(1, `color-mix(in oklab, ${colour} 0%, transparent)`);
    context.fillStyle = glow;
    context.globalAlpha = 0.22 + 0.22 * this.shown.warmth + 0.25 * level;
    context.fillRect(0, 0, size, size);
    context.globalAlpha = 1;
  }

  private fit(): number {
    const size = Math.round(this.clientWidth * Math.min(2, devicePixelRatio));
    if (this.canvas.width !== size) this.canvas.width = this.canvas.height = size;
    return size;
  }
}

function trace(context: CanvasRenderingContext2D, distances: Float32Array, size: number): void {
  const scale = size * 0.46;
  context.beginPath();
  distances.forEach((distance, i) => {
    const angle = (i / distances.length) * 2 * Math.PI - Math.PI / 2;
    const x = size / 2 + Math.cos(angle) * distance * scale;
    const y = size / 2 + Math.sin(angle) * distance * scale;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
}

function mix(from: string, to: string, share: number): string {
  return `color-mix(in oklab, ${from}, ${to} ${Math.round(share * 100)}%)`;
}
