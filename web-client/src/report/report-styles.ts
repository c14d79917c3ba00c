import { css } from 'lit';

/** A well-set page: one measure for reading, the picture wider. Beside `readingStyles`. */
export const reportStyles = css`
  .waiting {
    color: var(--ink-soft);
  }
  header h1 {
    margin-top: var(--space-3);
  }
  .score {
    color: var(--ink-soft);
    font-size: var(--step-0);
  }
  .score strong {
    margin-right: var(--space-1);
    font: 400 var(--step-4) / 1 var(--words);
    color: var(--accent);
  }
  .note {
    margin-top: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--step--1);
  }
  .progress {
    display: grid;
    gap: var(--space-2);
    margin-top: var(--space-3);
  }
  progress {
    appearance: none;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--line);
  }
  progress::-webkit-progress-bar {
    background: var(--line);
    border-radius: 2px;
  }
  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: 2px;
    transition: width 600ms var(--ease);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  section {
    margin-top: clamp(var(--space-7), 9vh, var(--space-9));
  }
  section > h2 {
    margin-bottom: var(--space-5);
    font-size: var(--step-3);
  }
  /* Not a share of 100vw: where scrollbars take room, that is wider than the page. */
  main {
    grid-template-columns: minmax(0, 1fr) minmax(0, 42rem) minmax(0, 1fr);
  }
  main > * {
    grid-column: 2;
  }
  main > .wide {
    grid-column: 1 / -1;
    width: min(64rem, 100%);
    justify-self: center;
  }
  .lead {
    font: 400 var(--step-2) / 1.4 var(--words);
    text-wrap: pretty;
  }
  .swap {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--space-2) var(--space-5);
    margin: var(--space-5) 0;
    padding: var(--space-4) 0 var(--space-4) var(--space-5);
    border-left: 2px solid var(--accent);
  }
  .swap dt {
    padding-top: 0.2em;
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  q {
    font: italic 400 var(--step-1) / 1.4 var(--words);
    quotes: '“' '”';
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    margin-top: var(--space-4);
  }

  .night ol,
  .figures-list,
  .attempts ol,
  .sources ul {
    display: grid;
    gap: var(--space-4);
  }
  .night li {
    display: grid;
    grid-template-columns: 4rem 1fr;
    align-items: baseline;
  }
  .night time {
    color: var(--accent);
  }
  .night p {
    font: 400 var(--step-1) / 1.4 var(--words);
  }
  .night .outcome {
    margin-bottom: var(--space-5);
    font-size: var(--step-2);
  }
  .night .because {
    grid-column: 2;
    font: 400 var(--step--1) / 1.4 var(--plain);
    color: var(--ink-soft);
  }
  .figures-list > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6.5rem minmax(0, 1.2fr);
    gap: 0 var(--space-4);
    align-items: baseline;
    padding-bottom: var(--space-3);
    border-bottom: 1px solid var(--line);
  }
  .figures-list dd:nth-of-type(2) {
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  .attempts li {
    display: grid;
    grid-template-columns: 3.5rem 1fr;
    gap: 0 var(--space-4);
    align-items: baseline;
  }
  .scores {
    margin-bottom: var(--space-5);
  }
  .by-move {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--space-4);
    margin-bottom: var(--space-5);
  }
  .by-move svg,
  .scores svg {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
  }
  .band {
    fill: color-mix(in oklab, var(--accent), transparent 86%);
  }
  .by-move .grid,
  .scores .grid {
    stroke: var(--line);
  }
  .by-move polyline,
  .scores polyline {
    fill: none;
    stroke: var(--ink-soft);
    stroke-width: 1.5;
  }
  .by-move circle,
  .scores circle {
    fill: var(--ink-soft);
  }
  .by-move .now,
  .scores .now {
    fill: var(--accent);
  }
  .strengths ul {
    display: grid;
    gap: var(--space-4);
  }
  .strengths li {
    padding-left: var(--space-5);
    border-left: 2px solid var(--accent);
  }
  .strengths p {
    color: var(--ink-soft);
  }
  .attempts .more {
    margin-top: var(--space-4);
  }
  .attempts .mark {
    font: 400 var(--step-2) / 1 var(--words);
  }
  .attempts .now .mark {
    color: var(--accent);
  }
  .attempts p + p {
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  .sources cite {
    display: block;
    font-style: normal;
    font-size: var(--step--1);
    color: var(--ink-soft);
  }
  footer {
    margin-top: var(--space-8);
    padding-top: var(--space-4);
    border-top: 1px solid var(--line);
  }
  footer p + p {
    margin-top: var(--space-5);
  }

  @media (max-width: 36rem) {
    .figures-list > div {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .figures-list dd:nth-of-type(2) {
      grid-column: 1 / -1;
    }
    .swap {
      grid-template-columns: 1fr;
      gap: var(--space-1);
    }
    .swap dd + dt {
      margin-top: var(--space-3);
    }
  }

  @media print {
    :host {
      padding: 0;
    }
    .bar,
    .actions {
      display: none;
    }
    main {
      padding: 0;
    }
    section {
      margin-top: 2rem;
    }
    section > h2 {
      break-after: avoid;
    }
    .one,
    .night li,
    .figures-list > div {
      break-inside: avoid;
    }
    main > .wide {
      width: 100%;
    }
  }
`;
