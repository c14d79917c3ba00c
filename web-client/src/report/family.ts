import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { request, sessions } from '../api';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { when } from '../words';
import { bestLines, type BestLine } from './best-lines';
import { familyOf, membersOf, type Branch } from './family-tree';
import type { Report } from './report';

/** So many attempts are read for their best lines: a report takes a moment to make. */
const MOST_READ = 12;

/** A call and its retakes as a small tree, with what each came to. */
@customElement('cr-family')
export class Family extends LitElement {
  static override styles = [
    base,
    css`
      section {
        margin-top: var(--space-7);
      }
      h2 {
        margin-bottom: var(--space-4);
      }
      ul ul {
        margin-left: var(--space-3);
        padding-left: var(--space-4);
        border-left: 1px solid var(--line-strong);
      }
      ul > li > a,
      ul > li > span {
        display: grid;
        grid-template-columns: 3rem minmax(0, 1fr);
        gap: 0 var(--space-3);
        align-items: baseline;
        padding: var(--space-2) 0;
      }
      .score {
        color: var(--accent);
        font: 400 var(--step-1) / 1.2 var(--words);
      }
      details {
        margin-top: var(--space-4);
      }
      summary {
        min-height: var(--touch);
        cursor: pointer;
      }
      details li {
        padding: var(--space-2) 0;
      }
      [aria-current] {
        font-weight: 600;
      }
    `,
  ];

  @property() session = '';
  @state() private tree: Branch | undefined;
  @state() private best: readonly BestLine[] = [];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('session')) void this.load();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.tree) return nothing;
    return html`<section data-testid="family">
      <h2>This call and its retakes</h2>
      <ul>
        ${this.renderBranch(this.tree)}
      </ul>
      ${this.best.length > 0 ? this.renderBest() : nothing}
    </section>`;
  }

  /** What could be said next time: turn by turn the line that was worth most in any of the attempts. */
  private renderBest(): TemplateResult {
    return html`<details data-testid="best-lines">
      <summary>The best line of each turn</summary>
      <ol>
        ${this.best.map(
          ({ turn, text, points, session }) =>
            html`<li value=${turn}>
              <q>${text}</q>
              <p class="small soft figures">
                Your line ${turn}: ${Math.round(points)}
                ${Math.round(points) === 1 ? 'point' : 'points'}${
                  session === this.session
                    ? ', in this call'
                    : html`, <a href=${addressOf({ page: 'report', session })}>in another attempt</a>`
                }
              </p>
            </li>`,
        )}
      </ol>
    </details>`;
  }

  private renderBranch({ call, retakes }: Branch): TemplateResult {
    const from = call.forkedFrom ? `after turn ${call.forkedFrom.turn}, ` : '';
    const words = html`<span class="score figures">${call.score ?? '–'}</span>
      <span>${from}${when(call.startedAt)}<br /><span class="small soft">${call.ending ?? ''}</span></span>`;
    return html`<li>
      ${
        call.session === this.session
          ? html`<span aria-current="true">${words}</span>`
          : html`<a href=${addressOf({ page: 'report', session: call.session })}>${words}</a>`
      }
      ${
        retakes.length > 0
          ? html`<ul>
              ${retakes.map((retake) => this.renderBranch(retake))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  private async load(): Promise<void> {
    // A report without its family is still a report.
    const calls = await sessions().catch(() => []);
    const mine = this.session;
    this.tree = familyOf(mine, calls);
    this.best = [];
    if (!this.tree) return;
    const graded = membersOf(this.tree)
      .filter(({ status }) => status === 'graded')
      .slice(0, MOST_READ);
    const reports = await Promise.all(
      graded.map(({ session }) =>
        request<Report>('GET', `/api/sessions/${encodeURIComponent(session)}/report`).catch(() => undefined),
      ),
    );
    if (mine === this.session) this.best = bestLines(reports.filter((report) => report !== undefined));
  }
}
