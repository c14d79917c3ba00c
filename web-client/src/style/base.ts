import { css } from 'lit';

/** What every view shares: type, buttons, fields, focus. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    color: var(--ink);
    font-family: var(--plain);
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h1,
  h2,
  h3 {
    font-family: var(--words);
    font-weight: 400;
    line-height: 1.15;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  a {
    color: inherit;
    text-decoration-color: var(--line-strong);
    text-underline-offset: 0.25em;
    text-decoration-thickness: 1px;
  }

  a:hover {
    text-decoration-color: currentColor;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
    border-radius: 4px;
  }

  /* A heading is given the focus to go on from, not to act on. */
  h1:focus-visible {
    outline: none;
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--touch);
    padding: 0 var(--space-5);
    border: 1px solid var(--line-strong);
    border-radius: 999px;
    background: transparent;
    color: var(--ink);
    font: 500 var(--step--1) / 1.2 var(--plain);
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 160ms var(--ease),
      border-color 160ms var(--ease);
  }

  button:hover,
  .button:hover {
    background: var(--surface-high);
  }

  button:focus-visible,
  .button:focus-visible {
    border-radius: 999px;
  }

  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.5;
    cursor: not-allowed;
  }

  .primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .primary:hover {
    background: color-mix(in oklab, var(--accent), var(--ink) 14%);
  }

  .quiet {
    border-color: transparent;
    padding: 0 var(--space-3);
    color: var(--ink-soft);
  }

  .quiet:hover {
    color: var(--ink);
  }

  select,
  input,
  textarea {
    min-height: var(--touch);
    width: 100%;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: 400 var(--step-0) / 1.4 var(--plain);
  }

  select:focus-visible,
  input:focus-visible,
  textarea:focus-visible {
    border-radius: var(--radius);
  }

  summary {
    min-height: var(--touch);
    align-content: center;
    cursor: pointer;
  }

  ::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }

  label {
    font-size: var(--step--1);
    color: var(--ink-soft);
  }

  .soft {
    color: var(--ink-soft);
  }

  .small {
    font-size: var(--step--1);
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  kbd {
    display: inline-block;
    min-width: 1.75em;
    padding: 0.1em 0.45em;
    border: 1px solid var(--line-strong);
    border-radius: 0.35em;
    font: 500 0.85em/1.5 var(--plain);
    text-align: center;
  }

  @media (forced-colors: active) {
    /* Said here, or Chromium leaves the words of a button grey that was disabled once. */
    button:enabled {
      color: ButtonText;
    }
    button:disabled {
      opacity: 1;
      color: GrayText;
    }
    .primary {
      border-color: Highlight;
      background: ButtonFace;
      color: ButtonText;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
`;
