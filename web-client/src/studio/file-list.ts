import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base } from '../style/base';

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Files by their folders, with a field that looks for one. Tells of a choice by the event «chosen», with its path. */
@customElement('cr-file-list')
export class FileList extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        font-size: var(--step--1);
      }
      input {
        width: 100%;
        min-height: var(--touch);
        padding: 0 var(--space-3);
        border: 1px solid var(--line-strong);
        border-radius: var(--space-2);
        background: var(--surface);
        color: var(--ink);
        font: inherit;
      }
      summary {
        padding: var(--space-1) 0;
        color: var(--ink-soft);
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      button {
        width: 100%;
        min-height: 2rem;
        padding: var(--space-1) var(--space-2);
        border: 0;
        border-radius: var(--space-2);
        background: none;
        text-align: left;
        justify-content: start;
        font-size: inherit;
        overflow-wrap: anywhere;
      }
      button[aria-current='true'] {
        background: var(--accent-wash);
        color: var(--accent);
      }
      @media (forced-colors: active) {
        button[aria-current='true'] {
          border: 2px solid Highlight;
        }
      }
    `,
  ];

  @property({ attribute: false }) files: readonly string[] = [];
  @property() file = '';
  @property({ type: Boolean }) disabled = false;

  @state() private wanted = '';

  override render(): TemplateResult {
    const wanted = this.wanted.trim().toLowerCase();
    const found = this.files.filter((file) => file.toLowerCase().includes(wanted));
    const folders = [...new Set(found.map(folderOf))].sort();
    return html`<input
        type="search"
        aria-label="Find a file"
        placeholder="Find a file"
        .value=${this.wanted}
        @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
      />
      <nav aria-label="Files">
        ${folders.map((folder) =>
          this.renderFolder(
            folder,
            found.filter((file) => folderOf(file) === folder),
            wanted !== '',
          ),
        )}
        ${found.length === 0 ? html`<p>No file is called so.</p>` : ''}
      </nav>`;
  }

  private renderFolder(folder: string, files: readonly string[], open: boolean): TemplateResult {
    const list = html`<ul>
      ${files.map(
        (file) =>
          html`<li>
            <button
              aria-current=${file === this.file}
              title=${file}
              ?disabled=${this.disabled}
              @click=${() => this.dispatchEvent(new CustomEvent('chosen', { detail: file }))}
            >
              ${file.slice(folder.length + (folder ? 1 : 0))}
            </button>
          </li>`,
      )}
    </ul>`;
    return folder === ''
      ? list
      : html`<details ?open=${open || folderOf(this.file) === folder}>
          <summary>${folder}</summary>
          ${list}
        </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-file-list': FileList;
  }
}
