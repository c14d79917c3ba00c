import { machine } from './storage';

export type Theme = 'dark' | 'light';

const KEY = 'calmroom.theme';

/** The theme in force: what was chosen here, else what the system says. */
export function currentTheme(): Theme {
  const chosen = machine.get(KEY);
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

export function chooseTheme(theme: Theme): void {
  machine.set(KEY, theme);
  applyTheme();
}

/** Puts a choice made earlier into force. */
export function applyTheme(): void {
  const chosen = machine.get(KEY);
  if (chosen) document.documentElement.dataset.theme = chosen;
}
