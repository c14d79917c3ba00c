import { css } from 'lit';

export const sessionsStyles = css`
  li {
    display: grid;
    grid-template-columns: var(--touch) minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--space-2);
    border-bottom: 1px solid var(--line);
  }
  li a {
    display: grid;
    grid-template-columns: clamp(2.5rem, 9vw, 4.5rem) minmax(0, 1fr);
    gap: 0 var(--space-4);
    align-items: baseline;
    padding: var(--space-4) var(--space-1);
    text-decoration: none;
  }
  /* A row draws nothing beyond itself, see below. */
  li a:focus-visible {
    outline-offset: -2px;
  }
  li a:hover .ending {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }
  li > .quiet {
    width: var(--touch);
    padding: 0;
  }
  .score {
    grid-row: span 2;
    font: 400 var(--step-3) / 1 var(--words);
    color: var(--accent);
  }
  .ending {
    font: 400 var(--step-1) / 1.4 var(--words);
  }
  /* As high as the longest on a phone: one that is taken for lower lies over what follows until it is looked at. */
  li {
    content-visibility: auto;
    contain-intrinsic-size: auto 10rem;
  }
  .find {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-4);
    align-items: end;
    margin: var(--space-5) 0;
  }
  .find label {
    display: grid;
    gap: var(--space-1);
  }
  .find select,
  .find input {
    max-width: 100%;
    min-height: var(--touch);
  }
  /* An ending is a sentence: its choice would take a row of its own. */
  .find select {
    max-width: 9.5rem;
    text-overflow: ellipsis;
  }
  @media (max-width: 30rem) {
    li {
      grid-template-columns: 2rem minmax(0, 1fr) auto;
      gap: var(--space-1);
    }
    li a {
      column-gap: var(--space-2);
    }
  }
  .everything {
    margin-top: var(--space-5);
  }
  li > label {
    display: grid;
    place-items: center;
    min-height: var(--touch);
  }
  [type='checkbox'] {
    width: 1.5rem;
    min-height: 0;
    height: 1.5rem;
    accent-color: var(--accent);
  }
  .found {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
    min-height: var(--touch);
  }
  .all {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--touch);
  }
  /* What is tabbed to comes to stand below the notice that may lie at the top. */
  li a,
  li button,
  li input {
    scroll-margin-top: 5rem;
  }
  .undoing {
    position: sticky;
    top: 0;
    z-index: 5;
    background: var(--surface-high);
    box-shadow: 0 0 0 var(--space-2) var(--surface-high);
    color: var(--ink);
  }
  @media (forced-colors: active) {
    .undoing {
      outline: 1px solid CanvasText;
      outline-offset: var(--space-1);
    }
  }
`;
