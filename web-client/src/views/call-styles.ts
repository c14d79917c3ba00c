import { css } from 'lit';

/** One column in the middle of the night; what is read stands at its sides, or above it on a phone. */
export const callStyles = css`
  :host {
    display: grid;
    grid-template:
      'header header header' auto
      'feeling main ledger' minmax(0, 1fr)
      'footer footer footer' auto
      / clamp(13rem, 19vw, 19rem) minmax(0, 46rem) clamp(13rem, 19vw, 19rem);
    justify-content: center;
    column-gap: clamp(var(--space-6), 4vw, var(--space-8));
    height: min(100dvh, var(--visible, 100dvh));
    padding: 0 clamp(var(--space-4), 3vw, var(--space-7));
    background: radial-gradient(ellipse 60% 45% at 50% 30%, var(--surface), transparent 75%);
  }

  header {
    grid-area: header;
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: start;
    gap: var(--space-4);
    padding-top: var(--space-5);
  }
  header h1 {
    font-size: var(--step-2);
  }
  header p {
    color: var(--ink-soft);
    font-size: var(--step--1);
  }
  .clock {
    grid-column: 2;
    display: grid;
    justify-items: center;
  }
  .clock time {
    color: var(--ink);
    font: 300 var(--step-3) / 1 var(--plain);
    letter-spacing: 0.01em;
  }
  .clock .ending {
    color: var(--accent);
  }
  .happening {
    justify-self: end;
    display: flex;
    align-items: center;
    gap: var(--space-2);
    max-width: 24rem;
    padding-right: var(--space-6);
  }
  .happening button {
    flex: none;
  }
  .happening svg {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    color: var(--accent);
  }

  main {
    grid-area: main;
    position: relative;
    display: grid;
    grid-template-rows: minmax(7rem, 42%) minmax(0, 1fr) auto;
    min-height: 0;
  }
  cr-presence {
    justify-self: center;
    height: 100%;
    max-width: 100%;
    min-height: 0;
  }
  cr-captions {
    margin-top: calc(-1 * var(--space-5));
  }

  aside {
    min-height: 0;
    padding: var(--space-7) var(--space-3) var(--space-4) 0;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }
  @media (max-height: 44rem) {
    aside {
      padding-top: var(--space-5);
    }
  }
  aside h2 {
    margin-bottom: var(--space-5);
    font: 500 var(--step--1) / 1.3 var(--plain);
    letter-spacing: 0;
    color: var(--ink-soft);
  }
  .feeling {
    grid-area: feeling;
    justify-self: start;
    width: min(100%, 17rem);
  }
  .ledger {
    grid-area: ledger;
    justify-self: end;
    width: min(100%, 20rem);
    animation: slide 400ms var(--ease);
  }
  @keyframes slide {
    from {
      opacity: 0;
      transform: translateX(3rem);
    }
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) 0;
    color: var(--ink-soft);
    text-align: center;
    text-wrap: balance;
  }
  .notice strong {
    font: 400 var(--step-1) / 1.4 var(--words);
    color: var(--ink);
  }

  footer {
    grid-area: footer;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: center;
    gap: var(--space-1);
    padding: var(--space-3) 0 max(var(--space-3), env(safe-area-inset-bottom));
  }
  cr-call-controls {
    width: min(100%, 46rem);
  }
  .quiet-row {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    max-width: 100%;
  }
  .quiet-row button {
    font-size: var(--step--2);
    max-width: 100%;
  }
  .quiet-row button:focus-visible {
    outline-offset: -2px;
  }
  .quiet-row svg {
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
  }
  .quiet-row [aria-pressed='true'] {
    color: var(--ink);
  }
  .quiet-row [aria-pressed='false'] svg {
    opacity: 0.55;
  }
  .engines > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* No room beside the call: the meters stand above it, the ledger is a sheet over the drawing. */
  :host([narrow]) {
    grid-template:
      'header' auto
      'feeling' auto
      'main' minmax(0, 1fr)
      'footer' auto
      / minmax(0, 44rem);
    justify-content: center;
  }
  :host([narrow]) header {
    grid-template-columns: 1fr auto;
    padding: var(--space-4) var(--space-7) 0 0;
  }
  :host([narrow]) .clock {
    justify-items: end;
  }
  :host([narrow]) .happening {
    grid-column: 1 / -1;
    justify-self: stretch;
    max-width: none;
    padding-right: 0;
  }
  :host([narrow]) .happening span {
    flex: 1;
  }
  :host([narrow]) .feeling {
    width: 100%;
    padding: var(--space-3) 0 0;
    overflow: visible;
  }
  :host([narrow]) main {
    grid-template-rows: minmax(0, 24%) minmax(0, 1fr) auto;
  }
  :host([narrow]) .sheet {
    grid-area: main;
    justify-self: stretch;
    align-self: start;
    z-index: 4;
    width: auto;
    max-height: 60%;
    padding: var(--space-2) var(--space-4) var(--space-5);
    border: 1px solid var(--line);
    border-radius: 1rem;
    background: var(--surface);
    box-shadow: var(--shadow);
    overflow-y: auto;
  }
  .sheet h2 {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-bottom: var(--space-2);
  }
  .sheet h2 button {
    width: var(--touch);
    margin-right: calc(-1 * var(--space-2));
    padding: 0;
  }

  @media (max-width: 30rem) {
    header {
      padding-top: var(--space-3);
    }
    header h1 {
      font-size: var(--step-1);
    }
    .quiet-row {
      flex-wrap: nowrap;
    }
    .quiet-row button {
      padding: 0 var(--space-2);
    }
    .engines {
      min-width: 0;
    }
  }

  /* A small phone: five meters and the words leave no room for a drawing that could be seen. */
  @media (max-height: 40rem) {
    :host([narrow]) .sheet {
      max-height: 100%;
    }
    :host([narrow]) main {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    :host([narrow]) cr-presence {
      display: none;
    }
    :host([narrow]) cr-captions {
      margin-top: 0;
    }
    /* What is told stands beside what can be done about it: below each other they would take the captions' room. */
    :host([narrow]) .notice:has(button) {
      flex-wrap: nowrap;
      padding: var(--space-1) 0;
      font-size: var(--step--1);
      text-align: start;
    }
    .notice button {
      flex: none;
    }
  }

  /* Hardly any height: the words and what one answers with. */
  :host([short]) {
    grid-template-rows: auto 0 minmax(0, 1fr) auto;
  }
  :host([short]) header {
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: baseline;
    padding-top: var(--space-2);
  }
  :host([short]) header h1 {
    overflow: hidden;
    font-size: var(--step-0);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  :host([short]) .who p,
  :host([short]) cr-presence {
    display: none;
  }
  :host([short]) .clock {
    grid-auto-flow: column;
    align-items: baseline;
    gap: var(--space-3);
  }
  :host([short]) .clock time {
    font-size: var(--step-1);
  }
  :host([short]) main {
    grid-template-rows: minmax(0, 1fr) auto;
  }
  :host([short]) cr-captions {
    margin-top: 0;
  }
  :host([short]) .sheet {
    max-height: 100%;
  }
  :host([short]) .notice {
    padding: var(--space-1) 0;
    font-size: var(--step--1);
  }
  :host([short]) footer {
    gap: 0;
    padding: var(--space-1) 0 max(var(--space-1), env(safe-area-inset-bottom));
  }
  @media (min-width: 46rem) {
    :host([short]) footer {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: end;
    }
    :host([short]) .engines > span {
      max-width: 5rem;
    }
  }
  @media (max-width: 30rem) {
    .engines .beside {
      display: none;
    }
  }
  @media (max-width: 24rem) {
    .quiet-row button {
      gap: var(--space-1);
    }
  }
  /* At 400 % both rows are one of icons: what is said, and what is told, need the room. */
  @media (max-height: 20rem) and (max-width: 30rem) {
    :host([short]) footer {
      grid-template-columns: auto auto;
      justify-content: center;
    }
    cr-call-controls {
      grid-column: 1 / -1;
    }
    .quiet-row button {
      width: 2.5rem;
      padding: 0;
    }
    .quiet-row button > span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
