import { css } from 'lit';

/** A sheet over the page. */
export const dialogStyles = css`
  dialog {
    width: min(100% - 2rem, 38rem);
    max-height: calc(100dvh - 2rem);
    padding: var(--space-5) var(--space-6) var(--space-6);
    border: 1px solid var(--line);
    border-radius: 1.25rem;
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
    overflow: auto;
  }
  dialog::backdrop {
    background: color-mix(in oklab, var(--ground-deep), transparent 35%);
  }
  dialog .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: var(--space-4);
  }
  dialog .title h2 {
    font-size: var(--step-2);
  }
  dialog .title button {
    width: var(--touch);
    margin-right: calc(-1 * var(--space-3));
    padding: 0;
  }
  dialog section + section {
    margin-top: var(--space-5);
  }
  dialog h3 {
    margin-bottom: var(--space-2);
    font: 600 var(--step--1) / 1.3 var(--plain);
    letter-spacing: 0;
  }
  @media (max-width: 30rem) {
    dialog {
      padding: var(--space-4) var(--space-4) var(--space-5);
    }
  }
`;
