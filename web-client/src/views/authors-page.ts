import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messageOf, promptsTroubles, scenarios, type PromptsTrouble, type ScenarioSummary } from '../api';
import { goOnAt } from '../arriving';
import { base } from '../style/base';
import { entitle } from '../title';
import { bar } from './bar';
import { readingStyles } from './reading-styles';

/** What an author or a replayer asks of the house, and the command that answers. */
const COMMANDS: readonly (readonly [string, string])[] = [
  ['./calmroom validate', 'checks every file of prompts/, with the line and what was expected there'],
  ['./calmroom appraise', 'tells what a line of the leader does: one line in, one line out'],
  ['./calmroom replay FILE', 'plays the leader’s words of a transcript against the persona as it is now'],
  ['./calmroom grade FILE', 'scores a transcript, also of a call that was never made here'],
  ['./calmroom call --wav FILE', 'makes a call without a browser'],
];

/** For those who write the calls and those who run them again: what there is, and where it is edited. */
@customElement('cr-authors-page')
export class AuthorsPage extends LitElement {
  static override styles = [
    base,
    readingStyles,
    css`
      h2 {
        margin: var(--space-6) 0 var(--space-3);
        font-size: var(--step-2);
      }
      dl {
        display: grid;
        gap: var(--space-3);
      }
      dd,
      .about {
        color: var(--ink-soft);
      }
      li + li {
        margin-top: var(--space-4);
      }
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private known: readonly ScenarioSummary[] = [];
  @state() private trouble = '';
  @state() private edits: readonly PromptsTrouble[] = [];

  override render(): TemplateResult {
    return html`${bar('authors')}
      <main>
        <h1 tabindex="-1">For authors and replayers</h1>
        <p class="about">
          All that makes a call what it is lies in the folder <code>prompts/</code> and is taken up with the
          next call: no build, no restart. A finished call gives its transcript at the foot of its report;
          <code>replay</code> and <code>grade</code> read it as it is.
        </p>
        ${this.edits.length > 0 ? this.renderEdits() : ''}
        <h2>The calls of this server</h2>
        ${this.trouble ? html`<p role="alert" data-testid="error">${this.trouble}</p>` : ''}
        <ul>
          ${this.known.map(
            ({ id, title, persona, summary }) =>
              html`<li>
                <p><strong>${title}</strong>, with ${persona.name} (<code>${id}</code>)</p>
                <p class="about">${summary}</p>
              </li>`,
          )}
        </ul>
        <h2>Commands</h2>
        <dl>
          ${COMMANDS.map(
            ([command, what]) =>
              html`<div>
                <dt><code>${command}</code></dt>
                <dd>${what}</dd>
              </div>`,
          )}
        </dl>
      </main>`;
  }

  private renderEdits(): TemplateResult {
    return html`<section role="status" data-testid="prompts-trouble">
      <h2>Edits that are not in use</h2>
      <p class="about">Of these files the last good version is used until they are put right.</p>
      <ul>
        ${this.edits.map(
          ({ file, line, message }) =>
            html`<li>
              <code>${line > 0 ? `${file}:${line}` : file}</code>
              <p class="about">${message}</p>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  protected override firstUpdated(): void {
    entitle('For authors');
    goOnAt(() => this.renderRoot.querySelector('h1'));
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.known = await scenarios();
      this.edits = await promptsTroubles();
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }
}
