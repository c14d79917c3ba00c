import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { goOnAt } from '../arriving';
import { addressOf } from '../routing';
import { base } from '../style/base';
import { entitle } from '../title';
import { bar } from './bar';
import './model-check';
import { readingStyles } from './reading-styles';
import { SHORTCUTS } from './shortcuts';

/** How a call goes, for one who wants to know before answering. */
@customElement('cr-about-page')
export class AboutPage extends LitElement {
  static override styles = [
    base,
    readingStyles,
    css`
      ol {
        display: grid;
        gap: var(--space-6);
        margin: var(--space-6) 0;
        counter-reset: step;
      }
      li {
        display: grid;
        grid-template-columns: 3rem 1fr;
        counter-increment: step;
      }
      li::before {
        content: counter(step);
        font: 300 var(--step-3) / 1.1 var(--words);
        color: var(--accent);
      }
      .lead + h2 {
        margin-top: var(--space-6);
      }
      h2 {
        margin-bottom: var(--space-2);
        font-size: var(--step-2);
      }
      li p,
      .lead {
        font: 400 var(--step-1) / 1.5 var(--words);
        color: var(--ink-soft);
      }
      dl {
        display: grid;
        grid-template-columns: 6rem 1fr;
        gap: var(--space-2) var(--space-4);
        margin: var(--space-4) 0 var(--space-7);
      }
    `,
  ];

  protected override firstUpdated(): void {
    entitle('How it works');
    goOnAt(() => this.renderRoot.querySelector('h1'));
  }

  override render(): TemplateResult {
    return html`${bar('about')}
      <main>
        <h1 tabindex="-1">Somebody rings. What you say decides how it goes.</h1>
        <p class="lead">Reading about a hard conversation is not practising it. This is practice.</p>
        <ol>
          <li>
            <div>
              <h2>Answer</h2>
              <p>
                Allow the microphone, say a word to see that you are heard, and you are on the line. Without a
                microphone you type.
              </p>
            </div>
          </li>
          <li>
            <div>
              <h2>Talk as you would</h2>
              <p>
                The person on the line has a state of mind, and your words move it. You may cut in; you may be
                silent. At the side you see what each sentence did, or you hide that and trust your ear.
              </p>
            </div>
          </li>
          <li>
            <div>
              <h2>Hang up</h2>
              <p>
                Someone who was not on the call reads it: how it ended, the one thing that would have changed
                most, and your own words as proof, point by point. Then take it again from the turn where it
                went wrong.
              </p>
            </div>
          </li>
        </ol>
        <p class="lead">
          To know how it is on the other side of it, <a href=${addressOf({ page: 'swap' })}>swap seats</a>:
          you play the one who is led, aloud or in writing, and read what each of the leader’s lines did.
        </p>
        <h2>Keys in the call</h2>
        <dl>
          ${Object.values(SHORTCUTS).map(
            ({ keys, what }) =>
              html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
                <dd>${what}</dd>`,
          )}
        </dl>
        <p><a class="button primary" href=${addressOf({ page: 'home' })}>To the phone</a></p>
        <cr-model-check></cr-model-check>
      </main>`;
  }
}
