import { css } from 'lit';

export const importStyles = css`
  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-4);
    margin: var(--space-5) 0;
    padding: var(--space-5);
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius);
  }
  .drop:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 3px;
  }
  input[type='file'] {
    position: absolute;
    width: 1px;
    height: 1px;
    opacity: 0;
  }
  textarea {
    width: 100%;
    min-height: 10rem;
  }
  section {
    display: grid;
    gap: var(--space-4);
    margin-top: var(--space-6);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    text-align: left;
  }
  tr {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) 0;
    border-bottom: 1px solid var(--line);
  }
  caption {
    text-align: left;
  }
  select {
    max-width: 100%;
    min-height: var(--touch);
  }
  .turns li {
    display: grid;
    grid-template-columns: 5.5rem minmax(0, 1fr);
    gap: var(--space-3);
    align-items: baseline;
    padding: var(--space-2) 0;
  }
  /* Who it is has to be read; on a phone the words stand below. */
  .turns.whose li {
    grid-template-columns: minmax(0, 1fr);
  }
  @media (min-width: 30rem) {
    .turns.whose li {
      grid-template-columns: 10rem minmax(0, 1fr);
    }
  }
  .turns .leader p {
    color: var(--accent);
  }
  fieldset {
    margin: 0;
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .line {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--touch);
  }
  .line input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    min-height: 0;
    accent-color: var(--accent);
  }
  progress {
    width: 100%;
    accent-color: var(--accent);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
`;

/** A part of a page stands where the page's own text does. */
export const within = css`
  :host {
    padding: var(--space-5) 0 0;
  }
`;
