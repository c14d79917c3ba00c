import { css } from 'lit';

export const playerStyles = css`
  :host {
    display: block;
  }
  svg {
    display: block;
    width: 100%;
    height: 11rem;
    border-bottom: 1px solid var(--line);
    cursor: pointer;
    touch-action: manipulation;
  }
  .leader {
    fill: var(--accent);
    background: var(--accent);
  }
  .persona {
    fill: var(--ink-soft);
    background: var(--ink-soft);
  }
  .behind {
    opacity: 0.18;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    margin: var(--space-2) 0 0;
  }
  .key i {
    display: inline-block;
    width: 0.75rem;
    height: 0.75rem;
    margin-right: var(--space-1);
    border-radius: 2px;
    vertical-align: -0.05em;
    forced-color-adjust: none;
  }
  .key svg {
    display: inline-block;
    width: 1.5rem;
    height: 0.25rem;
    margin-right: var(--space-1);
    border: 0;
    vertical-align: 0.25em;
    cursor: auto;
  }
  .quiet-time {
    fill: var(--surface);
  }
  @media (forced-colors: active) {
    /* The colours of the page are not those of whoever forces their own: dark on white, it would hide the curves. */
    .quiet-time {
      fill: ButtonFace;
    }
  }
  .mark {
    stroke: var(--line-strong);
    stroke-width: 1.5;
  }
  .mark.trap {
    stroke: var(--warn);
    stroke-width: 4;
  }
  .mark.good {
    stroke: var(--accent);
  }
  .mark.world {
    stroke-dasharray: 4 3;
  }
  .stage {
    position: relative;
    overflow: hidden;
  }
  /* Narrower than the picture by its line, which would lie outside at the end of the call. */
  .head {
    position: absolute;
    inset: 0;
    inset-inline-end: 2px;
    border-inline-start: 2px solid var(--ink);
    pointer-events: none;
    will-change: transform;
  }
  input[type='range'] {
    width: 100%;
    margin: 0;
    min-height: var(--touch);
    accent-color: var(--accent);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
  }
  .controls label {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--touch);
  }
  .controls input[type='checkbox'] {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    min-height: 0;
    accent-color: var(--accent);
  }
  .caption {
    min-height: 4.5rem;
    margin-top: var(--space-4);
    padding: var(--space-4);
    background: var(--surface);
    border-radius: var(--radius);
    font: 400 var(--step-1) / 1.45 var(--words);
  }
  .caption strong {
    font: 600 var(--step--1) / 1 var(--plain);
    margin-right: var(--space-2);
  }
`;
