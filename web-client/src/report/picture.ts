import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import uPlot from 'uplot';
import plotStyles from 'uplot/dist/uPlot.min.css?inline';
import { inWords } from '../call/feeling';
import { minutesAndSeconds } from '../call/night';
import type { Dimension } from '../protocol/messages';
import { base } from '../style/base';
import { groupMarks, placeMarks, type MarkGroup } from './marks';
import { pictureStyles } from './picture-styles';
import type { Report } from './report';
import { DASHES } from './timeline';

const HEIGHT = 280;

/** The call as a picture: who spoke when, how the persona felt, and what moved the persona. */
@customElement('cr-picture')
export class Picture extends LitElement {
  static override styles = [base, unsafeCSS(plotStyles), pictureStyles];

  @property({ attribute: false }) report!: Report;
  @property({ attribute: false }) dimensions: readonly Dimension[] = [];
  @state() private chosen: MarkGroup | undefined;
  @state() private places: readonly {
    readonly group: MarkGroup;
    readonly left: number;
    readonly shown: number;
  }[] = [];
  @state() private alone: string | undefined;
  @query('.plot') private readonly frame!: HTMLElement;
  private plot: uPlot | undefined;
  private readonly resized =
    typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.fit());

  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly recoloured = (): void => this.redraw();
  private readonly themed = new MutationObserver(this.recoloured);

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized?.observe(this);
    this.dark.addEventListener('change', this.recoloured);
    this.themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  override disconnectedCallback(): void {
    this.resized?.disconnect();
    this.dark.removeEventListener('change', this.recoloured);
    this.themed.disconnect();
    this.plot?.destroy();
    this.plot = undefined;
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<figure>
      ${this.renderLegend()}
      <div class="marks" role="group" aria-label="What moved the call">
        ${this.places.map(({ group, left, shown }) => this.renderMark(group, left, shown))}
      </div>
      <figcaption aria-live="polite">${this.chosen ? this.renderChosen(this.chosen) : this.hint}</figcaption>
      <div class="plot" role="img" aria-label=${this.summary}></div>
      ${this.renderTurnBar()} ${this.renderTable()}
    </figure>`;
  }

  /** Draws anew, in the colours that now hold. */
  redraw(): void {
    this.plot?.redraw();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('report') || changed.has('dimensions')) this.draw();
  }

  private get shownDimensions(): readonly Dimension[] {
    if (this.dimensions.length > 0) return this.dimensions;
    const ids = Object.keys(this.report.curve[0]?.state ?? {});
    return ids.map((id) => ({ id, label: id, low: 'low', high: 'high', good: 'high' }));
  }

  private get length(): number {
    return Math.max(this.report.call.length, ...this.report.curve.map(({ at }) => at), 1000);
  }

  private get hint(): string {
    return this.report.marks.length > 0 ? 'Each mark is something that moved the call: choose one.' : '';
  }

  private get summary(): string {
    const first = this.report.curve[0]?.state ?? {};
    const last = this.report.curve.at(-1)?.state ?? {};
    const ways = this.shownDimensions.map(
      (dimension) =>
        `${dimension.label} from ${inWords(dimension, first[dimension.id] ?? 0)} to ${inWords(dimension, last[dimension.id] ?? 0)}`,
    );
    return `Curves of the feeling over the call: ${ways.join('; ')}. The figures stand in the table below.`;
  }

  private renderLegend(): TemplateResult {
    return html`<ul class="legend">
      ${this.shownDimensions.map(
        ({ id, label }, i) =>
          html`<li>
            <button
              class="quiet"
              aria-pressed=${this.alone === id ? 'true' : 'false'}
              @click=${() => this.single(id)}
            >
              <svg width="28" height="8" aria-hidden="true">
                <line
                  x1="0"
                  x2="28"
                  y1="4"
                  y2="4"
                  stroke="var(--series-${i + 1})"
                  stroke-width="2.5"
                  stroke-dasharray=${(DASHES[i] ?? []).join(' ')}
                /></svg
              >${label}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private renderMark(group: MarkGroup, left: number, shown: number): TemplateResult {
    return html`<button
      class="mark ${group.kind}"
      style=${styleMap({ '--left': `${shown}px`, '--stem': `${left - shown}px` })}
      aria-label=${group.marks.map(({ label, quote }) => `${label}${quote && `: “${quote}”`}`).join('; ')}
      aria-pressed=${this.chosen === group ? 'true' : 'false'}
      @focus=${() => this.choose(group)}
      @pointerenter=${() => this.choose(group)}
      @click=${() => this.choose(group)}
    ></button>`;
  }

  private renderChosen(group: MarkGroup): TemplateResult {
    return html`${group.marks.map(
        ({ label, quote, changes }) =>
          html`<p>
            <strong>${label}</strong> ${quote ? html`<q>${quote}</q>` : nothing}
            <span class="changes figures"
              >${changes.map((change) => html`<span>${this.inPoints(change)}</span>`)}</span
            >
          </p>`,
      )}
      <p class="small soft figures">
        ${minutesAndSeconds(group.at)} into the call:
        <button class="quiet" @click=${() => this.jump(group.turn)}>See turn ${group.turn}</button>
      </p>`;
  }

  private inPoints({ dimension, amount }: { dimension: string; amount: number }): string {
    const label = this.shownDimensions.find(({ id }) => id === dimension)?.label ?? dimension;
    return `${label} ${amount < 0 ? '−' : '+'}${Math.abs(Math.round(amount * 100))}`;
  }

  private renderTurnBar(): TemplateResult {
    const share = (ms: number): string => `${(ms / this.length) * 100}%`;
    return html`<div class="turns" aria-hidden="true">
        ${this.report.turns.map(
          ({ speaker, turn, at, end }) =>
            html`<i
              class=${speaker}
              title="Turn ${turn}"
              style=${styleMap({ left: share(at), width: share(Math.max(end - at, this.length / 400)) })}
              @click=${() => this.jump(turn)}
            ></i>`,
        )}
      </div>
      <p class="sides small soft" aria-hidden="true">
        <i class="leader"></i>${this.report.call.ledBy ? 'the leader' : 'you'}<i class="persona"></i
        >${this.report.call.ledBy ? 'you' : 'the other side'}
      </p>`;
  }

  private renderTable(): TemplateResult {
    return html`<details>
      <summary>The figures as a table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="The feeling after each turn">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">After turn</th>
              ${this.shownDimensions.map(({ label }) => html`<th scope="col">${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.report.curve.map(
              ({ turn, state: feeling }) =>
                html`<tr>
                  <th scope="row">${turn}</th>
                  ${this.shownDimensions.map(({ id }) => html`<td>${Math.round((feeling[id] ?? 0) * 100)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  private draw(): void {
    this.plot?.destroy();
    const curve = this.wholeCurve();
    const seconds = curve.map(({ at }) => at / 1000);
    const series = this.shownDimensions.map(({ id }) =>
      curve.map(({ state: feeling }) => (feeling[id] ?? 0) * 100),
    );
    this.plot = new uPlot(this.options(), [seconds, ...series], this.frame);
  }

  /** The feeling from the first second to the last: nothing is known to have moved it before or after the turns. */
  private wholeCurve(): Report['curve'] {
    const { curve } = this.report;
    const [first, last] = [curve[0], curve.at(-1)];
    return first && last ? [{ ...first, at: 0 }, ...curve, { ...last, at: this.length }] : curve;
  }

  private options(): uPlot.Options {
    const colour = (name: string) => () => getComputedStyle(this).getPropertyValue(name);
    const axis = {
      stroke: colour('--ink-soft'),
      font: '13px Figtree',
      grid: { stroke: colour('--line'), width: 1 },
    };
    return {
      width: Math.max(200, this.frame.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      focus: { alpha: 0.2 },
      scales: { x: { time: false, range: () => [0, this.length / 1000] }, y: { range: () => [0, 100] } },
      axes: [
        {
          ...axis,
          space: 80,
          grid: { show: false },
          ticks: { show: false },
          values: (_, splits) => splits.map((at) => minutesAndSeconds(at * 1000)),
        },
        { ...axis, size: 36, ticks: { show: false }, splits: () => [0, 50, 100] },
      ],
      series: [
        {},
        ...this.shownDimensions.map(({ label }, i) => ({
          label,
          stroke: colour(`--series-${i + 1}`),
          width: 2.25,
          dash: [...(DASHES[i] ?? [])],
          points: { show: false },
        })),
      ],
      // Positions are known only once uPlot has drawn, which it does a little later than it is told to.
      hooks: { drawClear: [(plot) => this.drawMoment(plot)], draw: [() => this.place()] },
    };
  }

  /** A line through the curves at the chosen mark. */
  private drawMoment(plot: uPlot): void {
    if (!this.chosen) return;
    const x = Math.round(plot.valToPos(this.chosen.at / 1000, 'x', true));
    plot.ctx.save();
    plot.ctx.strokeStyle = getComputedStyle(this).getPropertyValue('--line-strong');
    plot.ctx.lineWidth = devicePixelRatio;
    plot.ctx.beginPath();
    plot.ctx.moveTo(x, plot.bbox.top);
    plot.ctx.lineTo(x, plot.bbox.top + plot.bbox.height);
    plot.ctx.stroke();
    plot.ctx.restore();
  }

  private place(): void {
    const plot = this.plot;
    if (!plot) return;
    const offset = plot.bbox.left / devicePixelRatio;
    const groups = groupMarks(this.report.marks).map((group) => ({
      group,
      left: offset + plot.valToPos(group.at / 1000, 'x'),
    }));
    this.places = placeMarks(groups, this.frame.clientWidth);
    this.style.setProperty('--plot-left', `${offset}px`);
    const right = this.frame.clientWidth - offset - plot.bbox.width / devicePixelRatio;
    this.style.setProperty('--plot-right', `${Math.max(0, right)}px`);
  }

  private fit(): void {
    if (!this.plot || this.frame.clientWidth === 0) return;
    this.plot.setSize({ width: this.frame.clientWidth, height: HEIGHT });
  }

  private single(id: string): void {
    this.alone = this.alone === id ? undefined : id;
    const index = this.shownDimensions.findIndex((dimension) => dimension.id === this.alone);
    this.plot?.setSeries(index < 0 ? null : index + 1, { focus: true });
  }

  private choose(group: MarkGroup): void {
    this.chosen = group;
    this.plot?.redraw(false);
  }

  private jump(turn: number): void {
    this.dispatchEvent(new CustomEvent('jump', { detail: turn }));
  }
}
