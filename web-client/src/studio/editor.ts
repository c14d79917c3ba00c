import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { completing } from './completing';
import type { Completions } from './studio-api';

/** What is wrong in a line, counted from 1. */
export interface Slip {
  readonly line: number;
  readonly message: string;
}

const CRLF = '\r\n';

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '0.875rem', height: '100%' },
  '.cm-scroller': { fontFamily: 'ui-monospace, monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '0.5rem' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    color: 'var(--ink-soft)',
    backgroundColor: 'var(--surface)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 5%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-panels, .cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-strong)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--ground)',
    backgroundColor: 'var(--accent)',
  },
  '.cm-panel button, .cm-panel input': {
    color: 'inherit',
    backgroundColor: 'var(--ground)',
    backgroundImage: 'none',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ink)' },
  { tag: [tags.number, tags.bool, tags.keyword], fontWeight: '600' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--ink-soft)' },
]);

/**
 * A text editor for one file: what is wrong stands in its line, names and keys are completed (Ctrl+Space), Escape and then
 * Tab leaves it. Tells of what is typed by the event «typed», whose detail is the whole text.
 */
@customElement('cr-editor')
export class Editor extends LitElement {
  static override styles = css`
    :host {
      display: block;
      height: 32rem;
      min-height: 12rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      overflow: hidden;
      resize: vertical;
    }
    .file {
      height: 100%;
    }
  `;

  @property() file = '';
  @property() text = '';
  @property({ attribute: false }) slips: readonly Slip[] = [];
  @property({ attribute: false }) completions: Completions = { keys: [], names: {} };

  private view: EditorView | undefined;

  override render(): TemplateResult {
    return html`<div class="file"></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const view = this.view ?? this.begin();
    if (changed.has('file')) {
      // Another file: what was undone in the one before is not to come up in this one.
      view.setState(this.fresh());
    } else if (view.state.doc.toString() !== this.text.replaceAll(CRLF, '\n')) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: this.text } });
    }
    if (changed.has('slips') || changed.has('file')) {
      view.dispatch(setDiagnostics(view.state, this.diagnostics(view.state)));
    }
  }

  override disconnectedCallback(): void {
    this.view?.destroy();
    this.view = undefined;
    super.disconnectedCallback();
  }

  /** To the beginning of a line, counted from 1, which is selected and seen. */
  goTo(line: number): void {
    const { view } = this;
    if (!view || line < 1 || line > view.state.doc.lines) return;
    const { from, to } = view.state.doc.line(line);
    view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    view.focus();
  }

  private begin(): EditorView {
    const parent = this.renderRoot.querySelector('.file');
    this.view = new EditorView({
      state: this.fresh(),
      ...(parent ? { parent } : {}),
      ...(this.shadowRoot ? { root: this.shadowRoot } : {}),
    });
    return this.view;
  }

  private fresh(): EditorState {
    return EditorState.create({ doc: this.text, extensions: this.extensions() });
  }

  private extensions(): Extension {
    return [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      closeBrackets(),
      indentUnit.of('  '),
      EditorView.lineWrapping,
      // Writable, it has the focus anyway; axe goes by the attribute to know that what scrolls can be reached.
      EditorView.contentAttributes.of({
        'aria-label': `Text of ${this.file}`,
        'aria-description': 'Tab indents; Escape and then Tab leaves the text.',
        spellcheck: 'false',
        tabindex: '0',
      }),
      keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
      look,
      syntaxHighlighting(colours),
      this.file.endsWith('.yaml')
        ? [yaml(), autocompletion({ icons: false, override: [completing(() => this.completions)] })]
        : [],
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        // The file keeps the line ends that it had: CodeMirror knows one kind.
        const text = update.state.doc.toString().replaceAll('\n', this.text.includes(CRLF) ? CRLF : '\n');
        if (text === this.text) return;
        this.text = text;
        this.dispatchEvent(new CustomEvent('typed', { detail: text }));
      }),
    ];
  }

  private diagnostics({ doc }: EditorState): Diagnostic[] {
    return this.slips.map(({ line, message }) => {
      const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      return { from, to, severity: 'error', message };
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-editor': Editor;
  }
}
