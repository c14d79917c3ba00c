import { css } from 'lit';

/** Pages that are read: a bar at the top, one measure of text. */
export const readingStyles = css`
  :host {
    display: block;
    padding: 0 clamp(var(--space-4), 4vw, var(--space-7)) var(--space-8);
  }
  .bar {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 var(--space-5);
    padding: var(--space-3) 0;
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  .bar a {
    white-space: nowrap;
    display: inline-flex;
    align-items: center;
    min-height: var(--touch);
  }
  .bar cr-me {
    margin-left: auto;
  }
  @media (max-width: 30rem) {
    .bar {
      column-gap: var(--space-4);
    }
  }
  .bar .skip {
    position: absolute;
    z-index: 6;
    background: var(--surface-high);
  }
  .bar .skip:not(:focus) {
    width: 1px;
    min-height: 1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bar [aria-current] {
    color: var(--ink);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 42rem);
    justify-content: center;
    padding-top: clamp(var(--space-5), 7vh, var(--space-8));
  }
  h1 {
    margin-bottom: var(--space-5);
    font-size: var(--step-4);
    font-weight: 300;
    line-height: 1.08;
    letter-spacing: -0.02em;
  }
`;
