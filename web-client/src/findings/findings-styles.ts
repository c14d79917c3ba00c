import { css } from 'lit';

/** The findings are read, and compared side by side. */
export const findingsStyles = css`
  :host {
    display: block;
    max-width: 78rem;
    margin: 0 auto;
    padding: var(--space-5) var(--space-4) var(--space-8);
  }
  h2 {
    margin: var(--space-7) 0 var(--space-3);
    font-size: var(--step-2);
  }
  h3 {
    margin: var(--space-5) 0 var(--space-2);
    font-size: var(--step-1);
  }
  .soft {
    color: var(--ink-soft);
  }
  table {
    border-collapse: collapse;
    font-size: var(--step--1);
  }
  th,
  td {
    padding: var(--space-1) var(--space-3) var(--space-1) 0;
    text-align: left;
    vertical-align: top;
    font-variant-numeric: tabular-nums;
  }
  /* What was found needs the whole width of a phone: it goes below its check. */
  @media (max-width: 40rem) {
    table:not(.checks) {
      display: block;
      overflow-x: auto;
    }
    /* Unseen, not gone: a screen reader names the columns. */
    .checks thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .checks tr {
      display: grid;
      grid-template-columns: repeat(3, auto) 1fr;
      padding-bottom: var(--space-3);
    }
    .checks td:first-child,
    .checks td:last-child {
      grid-column: 1 / -1;
    }
  }
  .figure {
    text-align: right;
  }
  .failed,
  .other {
    color: var(--warn);
  }
  .curves {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
    gap: var(--space-4);
  }
  svg {
    display: block;
    width: 100%;
    height: 6rem;
    background: var(--surface);
  }
  .line {
    fill: none;
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .line.dot {
    stroke-width: 7;
    stroke-linecap: round;
  }
  svg.sample {
    display: inline-block;
    width: 2rem;
    height: 0.5rem;
    background: none;
  }
  .band {
    opacity: 0.18;
  }
  .line.s0 {
    stroke: var(--series-1);
  }
  .line.s1 {
    stroke: var(--series-4);
    stroke-dasharray: 6 3;
  }
  .line.s2 {
    stroke: var(--series-3);
    stroke-dasharray: 2 3;
  }
  .line.s3 {
    stroke: var(--series-2);
    stroke-dasharray: 8 3 2 3;
  }
  .band.s0 {
    fill: var(--series-1);
  }
  .band.s1 {
    fill: var(--series-4);
  }
  .band.s2 {
    fill: var(--series-3);
  }
  .band.s3 {
    fill: var(--series-2);
  }
  .key.s0 {
    color: var(--series-1);
  }
  .key.s1 {
    color: var(--series-4);
  }
  .key.s2 {
    color: var(--series-3);
  }
  .key.s3 {
    color: var(--series-2);
  }
  .side-by-side {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--space-2) var(--space-5);
  }
  .side-by-side p {
    font-family: var(--words);
    overflow-wrap: anywhere;
  }
  .side-by-side .leader {
    color: var(--ink-soft);
  }
  .first {
    grid-column: 1 / -1;
    border-top: 2px solid var(--warn);
    color: var(--warn);
  }
  pre {
    overflow-x: auto;
    font-size: var(--step--2);
    line-height: 1.5;
  }
  .removed {
    color: var(--warn);
  }
  .added {
    color: var(--series-3);
  }
  summary {
    cursor: pointer;
    min-height: var(--touch);
    display: flex;
    align-items: center;
    gap: var(--space-3);
  }
  /* Laid out in a row it has lost the mark that it opens. */
  summary::before {
    content: '\\25B8' / '';
    color: var(--ink-soft);
  }
  details[open] > summary::before {
    content: '\\25BE' / '';
  }
  @media (max-width: 40rem) {
    .side-by-side {
      grid-template-columns: 1fr;
    }
  }
`;
