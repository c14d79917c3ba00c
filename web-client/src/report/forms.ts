import { css } from 'lit';
import { machine } from '../storage';

const NAME = 'calmroom.name';

/** Small forms that open in their place. */
export const formStyles = css`
  form {
    display: grid;
    gap: var(--space-3);
    margin-top: var(--space-3);
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  form label {
    display: grid;
    gap: var(--space-1);
  }
  form .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  form .trouble {
    color: var(--warn);
  }
`;

/** The name under which somebody last wrote into a report on this machine. */
export function rememberedName(): string {
  return machine.get(NAME) ?? '';
}

export function rememberName(name: string): string {
  machine.set(NAME, name);
  return name;
}

export function fieldOf(event: SubmitEvent, name: string): string {
  const value = new FormData(event.target as HTMLFormElement).get(name);
  return typeof value === 'string' ? value.trim() : '';
}
