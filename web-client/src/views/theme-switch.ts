import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { base } from '../style/base';
import { chooseTheme, currentTheme, type Theme } from '../theme';
import { icon } from './icons';

/** Night or paper. */
@customElement('cr-theme-switch')
export class ThemeSwitch extends LitElement {
  static override styles = [
    base,
    css`
      button {
        width: var(--touch);
        padding: 0;
      }
      svg {
        width: 1.25rem;
        height: 1.25rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  @state() private theme: Theme = currentTheme();

  override render(): TemplateResult {
    const other = this.theme === 'dark' ? 'light' : 'dark';
    return html`<button
      class="quiet"
      aria-label="Use the ${other} theme"
      title="Use the ${other} theme"
      @click=${() => this.choose(other)}
    >
      ${icon(other === 'light' ? 'sun' : 'moon')}
    </button>`;
  }

  private choose(theme: Theme): void {
    chooseTheme(theme);
    this.theme = theme;
  }
}
