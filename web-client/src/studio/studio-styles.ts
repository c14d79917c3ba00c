import { css } from 'lit';

export const studioStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(14rem, 19rem) minmax(0, 1fr);
    min-height: 100dvh;
    background: var(--ground);
  }
  header {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: var(--space-5);
    padding: var(--space-3) var(--space-5);
    border-bottom: 1px solid var(--line);
  }
  header h1 {
    flex: 1;
    font-size: var(--step-2);
  }
  aside {
    position: sticky;
    top: 0;
    align-self: start;
    overflow-y: auto;
    max-height: 100dvh;
    padding: var(--space-4) var(--space-5);
    font-size: var(--step--1);
  }
  main {
    border-left: 1px solid var(--line);
    display: grid;
    align-content: start;
    gap: var(--space-5);
    padding: var(--space-5);
  }
  h2 {
    margin-bottom: var(--space-2);
    font-size: var(--step-1);
  }
  h3 {
    margin-bottom: var(--space-2);
    font-size: var(--step-0);
  }
  aside h2 {
    margin-top: var(--space-5);
  }
  .about {
    color: var(--ink-soft);
    font-size: var(--step--1);
  }
  pre {
    width: 100%;
    padding: var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font:
      0.875rem/1.5 ui-monospace,
      monospace;
    tab-size: 2;
  }
  pre mark {
    border-radius: var(--space-1);
    background: var(--accent-wash);
    color: inherit;
    font-weight: 600;
  }
  pre i {
    color: var(--ink-soft);
  }
  pre {
    overflow: auto;
    max-height: 30rem;
    margin: 0;
    white-space: pre-wrap;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: end;
  }
  label {
    display: grid;
    gap: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--step--1);
  }
  label.wide {
    flex: 1 1 20rem;
  }
  input,
  select {
    min-height: var(--touch);
    padding: 0 var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--space-2);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
  }
  label.tick {
    display: flex;
    align-items: center;
  }
  .tick input {
    width: 1.25rem;
    min-height: 1.25rem;
    accent-color: var(--accent);
  }
  section > .row {
    margin-bottom: var(--space-3);
  }
  .both {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr));
    gap: var(--space-4);
    margin-top: var(--space-3);
  }
  section > .about,
  [data-testid='mistakes'] {
    margin-block: var(--space-2) var(--space-3);
  }
  .mistakes {
    display: grid;
    gap: var(--space-1);
    color: var(--warn);
    font-size: var(--step--1);
  }
  .mistakes button {
    min-height: 0;
    padding: 0 var(--space-2);
    border: 0;
    background: none;
    color: inherit;
    text-decoration: underline;
  }
  iframe {
    width: 100%;
    height: 70dvh;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  @media (max-width: 52rem) {
    :host {
      grid-template: auto auto 1fr / minmax(0, 1fr);
    }
    aside {
      position: static;
      max-height: 16rem;
      border-bottom: 1px solid var(--line);
    }
    main {
      border-left: 0;
    }
  }
`;
