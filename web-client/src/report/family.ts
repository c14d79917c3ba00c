import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { sessions } from '../api';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { when } from '../words';
import { familyOf, type Branch } from './family-tree';

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
      li > a,
      li > span {
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
      [aria-current] {
        font-weight: 600;
      }
    `,
  ];

  @property() session = '';
  @state() private tree: Branch | undefined;

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
    </section>`;
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
    this.tree = familyOf(this.session, calls);
  }
}
