import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base } from '../style/base';
import { curves, sample } from './curve';
import {
  band,
  type Call,
  type CheckResult,
  type Comparison,
  type Figure,
  type Findings,
  type Pair,
} from './findings';
import { findingsStyles } from './findings-styles';

const MARKS = { passed: 'holds', failed: 'does not hold', unknown: 'not known' } as const;

/** What an experiment found: its checks, what differs between the versions, and every call. */
@customElement('cr-findings')
export class FindingsPage extends LitElement {
  static override styles = [base, findingsStyles];

  @property({ attribute: false }) findings: Findings | null = null;
  @state() private leader = '';

  override render(): TemplateResult | typeof nothing {
    const all = this.findings;
    if (all === null) return nothing;
    const held = all.checks.filter((check) => check.outcome === 'passed').length;
    return html`<main>
      <h1>${all.experiment}</h1>
      <p class="soft">${all.scenario}. ${all.sum}.</p>
      <p>
        ${all.checks.length === 0 ? 'Nothing is checked' : `${held} of ${all.checks.length} checks hold`}${
          all.unplayed > 0 ? html`; ${all.unplayed} calls were not played` : nothing
        }.
      </p>
      ${all.checks.length > 0 ? this.checks(all.checks) : nothing} ${this.failures(all.failures)}
      ${all.comparisons.map((comparison) => this.comparison(comparison, all))} ${this.curves(all)}
      ${this.diffs(all)} ${this.calls(all)}
    </main>`;
  }

  /** Its roles are written out: laid out as a block or a grid, as on a phone, a table is none to a screen reader. */
  private checks(checks: readonly CheckResult[]): TemplateResult {
    return html`<h2>Checks</h2>
      <table class="checks" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Check</th>
            <th role="columnheader" scope="col">Version</th>
            <th role="columnheader" scope="col">Player</th>
            <th role="columnheader" scope="col">Outcome</th>
            <th role="columnheader" scope="col">Found</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${checks.map(
            (check) =>
              html`<tr role="row" class=${check.outcome}>
                <td role="cell">${check.text} <span class="soft">${check.file}:${check.line}</span></td>
                <td role="cell">${check.variant}</td>
                <td role="cell">${check.player}</td>
                <td role="cell">${MARKS[check.outcome]}</td>
                <td role="cell">
                  ${check.finding}
                  ${
                    check.outcome === 'failed' && check.misses.length > 0
                      ? html`<details>
                          <summary>where</summary>
                          <ul>
                            ${check.misses.map(
                              (miss) =>
                                html`<li>
                                  ${miss.leader}, seed
                                  ${miss.seed}${miss.turn > 0 ? `, turn ${miss.turn}` : ''}: ${miss.because}
                                </li>`,
                            )}
                          </ul>
                        </details>`
                      : nothing
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }

  private failures(failures: Readonly<Record<string, string>>): TemplateResult | typeof nothing {
    const all = Object.entries(failures);
    return all.length === 0
      ? nothing
      : html`<h2>Calls that could not be played</h2>
          <ul>
            ${all.map(([cell, reason]) => html`<li class="failed">${cell}: ${reason}</li>`)}
          </ul>`;
  }

  private comparison(comparison: Comparison, all: Findings): TemplateResult {
    const others = comparison.pairs.filter((pair) => pair.firstOther > 0);
    return html`<h2>${comparison.to} against ${comparison.from}, ${comparison.player}</h2>
      <p>
        <strong>${comparison.same} of ${comparison.of} turns are the same.</strong>
        ${others.length === 0 ? 'No call differs.' : `${others.length} of ${comparison.pairs.length} calls differ.`}
      </p>
      ${
        others.length === 0 && !comparison.figures.some(differs)
          ? nothing
          : html`<table role="table">
                <thead role="rowgroup">
                  <tr role="row">
                    <th role="columnheader" scope="col">At the end of a call</th>
                    <th role="columnheader" scope="col" class="figure">${comparison.from}</th>
                    <th role="columnheader" scope="col" class="figure">${comparison.to}</th>
                    <th role="columnheader" scope="col" class="figure">Difference</th>
                    <th role="columnheader" scope="col">95 of 100 samples</th>
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  ${comparison.figures.map(
                    (figure) =>
                      html`<tr role="row" class=${differs(figure) ? 'other' : ''}>
                        <td role="cell">${figure.name}</td>
                        <td role="cell" class="figure">${figure.before.toFixed(2)}</td>
                        <td role="cell" class="figure">${figure.after.toFixed(2)}</td>
                        <td role="cell" class="figure">${signed(figure.after - figure.before)}</td>
                        <td role="cell">${signed(figure.low)} to ${signed(figure.high)}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
              ${others.map((pair) => this.pair(pair, comparison, all))}`
      }`;
  }

  private pair(pair: Pair, comparison: Comparison, all: Findings): TemplateResult {
    const of = (variant: string): Call | undefined =>
      all.calls.find(
        (call) =>
          call.variant === variant &&
          call.player === comparison.player &&
          call.leader === pair.leader &&
          call.seed === pair.seed &&
          call.repeat === pair.repeat,
      );
    const before = of(comparison.from);
    const after = of(comparison.to);
    return html`<details>
      <summary>${pair.leader}, seed ${pair.seed}: ${pair.same} of ${pair.of} turns are the same</summary>
      <div class="side-by-side">
        <strong>${comparison.from}: ${before?.ending}, ${before?.score} points</strong>
        <strong>${comparison.to}: ${after?.ending}, ${after?.score} points</strong>
        ${Array.from(
          { length: Math.max(before?.turns.length ?? 0, after?.turns.length ?? 0) },
          (_, index) => {
            const number = before?.turns[index]?.turn ?? after?.turns[index]?.turn ?? 0;
            return html`${
              number === pair.firstOther
                ? html`<p class="first">From turn ${number} on it goes otherwise.</p>`
                : nothing
            }
            ${turn(before, index)}${turn(after, index)}`;
          },
        )}
      </div>
    </details>`;
  }

  private curves(all: Findings): TemplateResult {
    const leaders = [...new Set(all.calls.map((call) => call.leader))];
    const leader = leaders.includes(this.leader) ? this.leader : (leaders[0] ?? '');
    const player = all.calls[0]?.player;
    const of = (variant: string): Call[] =>
      all.calls.filter(
        (call) => call.variant === variant && call.leader === leader && call.player === player,
      );
    return html`<h2>How the persona feels</h2>
      <p>
        <label
          >Leader
          <select @change=${(event: Event) => (this.leader = (event.target as HTMLSelectElement).value)}>
            ${leaders.map((id) => html`<option ?selected=${id === leader}>${id}</option>`)}
          </select></label
        >
        ${all.variants.map(
          (variant, index) => html`<span class="key s${index}">${sample(index)} ${variant.name}</span> `,
        )}
        <span class="soft">means over the seeds, and between which figures</span>
      </p>
      <div class="curves">
        ${all.dimensions.map(
          ({ id, label }) =>
            html`<figure>
              <figcaption>${label}</figcaption>
              ${curves(
                all.variants.map((variant) => band(of(variant.name), id)),
                `${label} by turn, ${leader}`,
              )}
            </figure>`,
        )}
      </div>`;
  }

  private diffs(all: Findings): TemplateResult[] {
    return all.diffs
      .filter((diff) => diff.files.length > 0)
      .map(
        (diff) =>
          html`<h2>The files: ${diff.from} and ${diff.to}</h2>
            ${diff.files.map(
              (file) =>
                html`<h3>${file.file}</h3>
                  <pre>
${file.lines.map(
                      (line) =>
                        html`<span class=${line.kind}
                          >${
                            line.kind === 'gap'
                              ? '      …'
                              : `${String(line.after || line.before).padStart(5)} ${SIGNS[line.kind]} ${line.text}`
                          }${'\n'}</span
                        >`,
                    )}</pre>`,
            )}`,
      );
  }

  private calls(all: Findings): TemplateResult {
    return html`<h2>Every call</h2>
      ${all.calls.map(
        (call) =>
          html`<details>
            <summary>
              ${call.variant}, ${call.player}, ${call.leader}, seed ${call.seed}: ${call.ending},
              ${call.score} points
            </summary>
            ${call.turns.map((_, index) => turn(call, index))}
          </details>`,
      )}`;
  }
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

function turn(call: Call | undefined, index: number): TemplateResult {
  const said = call?.turns[index];
  if (said === undefined) return html`<p class="soft">(the call is over)</p>`;
  return html`<p class=${said.leader ? 'leader' : ''}>
    ${said.turn} ${said.text}
    ${
      said.act === undefined
        ? nothing
        : html`<small class="soft">${said.act}, ${said.by}${said.note ? `: ${said.note}` : ''}</small>`
    }
  </p>`;
}

/** Whether the interval leaves no difference out. */
function differs(figure: Figure): boolean {
  return figure.low > 0 || figure.high < 0;
}

function signed(figure: number): string {
  return `${figure < 0 ? '−' : '+'}${Math.abs(figure).toFixed(3)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-findings': FindingsPage;
  }
}
