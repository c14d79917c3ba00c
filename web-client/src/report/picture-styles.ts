import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    margin-left: calc(-1 * var(--space-3));
  }
  .legend [aria-pressed='true'] {
    background: var(--surface-high);
    color: var(--ink);
  }
  .marks {
    position: relative;
    height: 3rem;
  }
  .mark {
    position: absolute;
    left: var(--left);
    width: 1.75rem;
    min-height: 2.75rem;
    margin-left: -0.875rem;
    padding: 0;
    border: 0;
    background: none;
  }
  .mark:hover {
    background: none;
  }
  .mark:focus-visible {
    /* Of marks that lie over each other, the one that has the focus lies on top. */
    z-index: 1;
    border-radius: 6px;
  }
  .mark::before {
    content: '';
    width: 0.75rem;
    height: 0.75rem;
    border: 2px solid var(--ink-soft);
    border-radius: 50%;
    transition: transform 160ms var(--ease);
  }
  .mark:hover::before,
  .mark[aria-pressed='true']::before {
    transform: scale(1.4);
  }
  .mark.good::before {
    border-color: var(--accent);
    background: var(--accent);
  }
  .mark.trap::before {
    border-color: var(--warn);
    border-radius: 1px;
    rotate: 45deg;
  }
  .mark.world::before {
    width: 0.5rem;
    height: 0.9rem;
    border-radius: 2px;
  }
  .turns {
    position: relative;
    height: 0.75rem;
    margin: var(--space-2) var(--plot-right, 0) 0 var(--plot-left, 0);
  }
  .turns i {
    position: absolute;
    top: 0;
    height: 100%;
    border-radius: 2px;
    cursor: pointer;
  }
  i.leader {
    background: var(--accent);
  }
  i.persona {
    background: var(--line-strong);
    opacity: 0.6;
  }
  .sides {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    margin: var(--space-2) 0 0 var(--plot-left, 0);
  }
  .sides i {
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 2px;
  }
  .sides i + i {
    margin-left: var(--space-3);
  }
  .sides .persona {
    margin-left: var(--space-3);
  }
  figcaption {
    min-height: 5rem;
    margin: var(--space-4) 0 0 var(--plot-left, 0);
    color: var(--ink-soft);
  }
  figcaption strong {
    color: var(--ink);
    font-weight: 600;
  }
  figcaption q {
    font: italic 400 var(--step-1) / 1.4 var(--words);
    color: var(--ink);
    quotes: '“' '”';
  }
  .changes {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    margin-left: var(--space-2);
    font-size: var(--step--1);
  }
  summary {
    display: inline-flex;
    align-items: center;
    min-height: var(--touch);
    font-size: var(--step--1);
    color: var(--ink-soft);
    cursor: pointer;
    text-decoration: underline;
    text-decoration-color: var(--line-strong);
    text-underline-offset: 0.25em;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: var(--step--1);
  }
  th,
  td {
    padding: var(--space-1) var(--space-4) var(--space-1) 0;
    font-weight: 400;
    text-align: right;
  }
  thead th {
    color: var(--ink-soft);
  }
  @media (forced-colors: active) {
    .mark::before {
      border-color: ButtonText;
    }
    .mark.good::before,
    i.leader {
      background: Highlight;
      border-color: Highlight;
      forced-color-adjust: none;
    }
    i.persona {
      background: GrayText;
      forced-color-adjust: none;
    }
  }
  @media print {
    i,
    .mark::before {
      print-color-adjust: exact;
    }
    details,
    figcaption {
      display: none;
    }
  }
`;
