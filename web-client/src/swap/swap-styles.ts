import { css } from 'lit';

export const swapStyles = css`
  main {
    gap: var(--space-5);
  }
  :host([session]) {
    display: grid;
    gap: var(--space-5);
    min-width: 0;
  }
  form {
    display: grid;
    gap: var(--space-6);
  }
  h1 {
    margin: 0;
    font-size: var(--step-4);
    font-weight: 300;
  }
  h2 {
    font-size: var(--step-2);
  }
  .lead {
    font: 400 var(--step-1) / 1.5 var(--words);
    color: var(--ink-soft);
  }
  fieldset {
    display: grid;
    gap: var(--space-2);
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 var(--space-2);
    font: 400 var(--step-1) / 1.2 var(--words);
  }
  .option {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--space-3);
    min-height: var(--touch);
    padding: var(--space-2) var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    color: var(--ink);
    font-size: var(--step-0);
    cursor: pointer;
  }
  .option:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-wash);
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
  }
  .option input {
    position: absolute;
    opacity: 0;
    width: 1px;
    min-height: 1px;
  }
  .option .soft {
    margin-left: auto;
  }
  @media (max-width: 30rem) {
    .option span {
      flex-basis: 100%;
      margin-left: 0;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .said {
    display: grid;
    gap: var(--space-5);
  }
  .said li {
    display: grid;
    gap: var(--space-1);
  }
  .who {
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  /* What a line did stands with it. */
  .said .effect {
    margin-top: calc(-1 * var(--space-4));
  }
  .words {
    font: 400 var(--step-1) / 1.45 var(--words);
    overflow-wrap: anywhere;
  }
  .mine {
    padding-left: var(--space-5);
    border-left: 1px solid var(--line-strong);
  }
  .happened {
    color: var(--ink-soft);
    font-style: italic;
  }
  .cue {
    display: grid;
    gap: var(--space-4);
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .cue ul {
    display: grid;
    gap: var(--space-1);
    padding-left: 1.2em;
    list-style: disc;
  }
  textarea {
    background: var(--ground);
    resize: vertical;
  }
  .heard {
    display: grid;
    gap: var(--space-1);
    min-height: calc(var(--step--1) * 1.5 + var(--step-1) * 1.45 + var(--space-1));
    padding-left: var(--space-4);
    border-left: 2px solid var(--accent);
  }
  cr-seat-phone[hidden] {
    display: none;
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      border: 3px solid Highlight;
    }
  }
`;

export const phoneStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .phone {
    display: grid;
    gap: var(--space-3);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  cr-level-meter {
    max-width: 14rem;
    margin-block: calc(-1 * var(--space-3));
  }
  button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-wash);
  }
`;
