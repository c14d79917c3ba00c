import type { Criterion, DeliveryFigure } from './report';

/** A verdict in plain words: to fall into a trap is no achievement. */
export function verdictInWords({ kind, verdict }: Pick<Criterion, 'kind' | 'verdict'>): string {
  if (verdict === 'unsure') return 'Unsure';
  const yes = verdict === 'yes';
  switch (kind) {
    case 'move':
      return yes ? 'Yes' : 'Not this time';
    case 'trap':
      return yes ? 'It happened' : 'Kept clear';
    case 'order':
      return yes ? 'In order' : 'Out of order';
  }
}

/** Whether a verdict speaks for the leader. */
export function isGood({ kind, verdict }: Pick<Criterion, 'kind' | 'verdict'>): boolean {
  return kind === 'trap' ? verdict === 'no' : verdict === 'yes';
}

/** Points with a sign and at most one decimal. */
export function points(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return rounded < 0 ? `−${Math.abs(rounded)}` : String(rounded);
}

export function figure({ value, unit }: Pick<DeliveryFigure, 'value' | 'unit'>): string {
  return value === null ? 'not known' : quantity(value, unit);
}

/** The range that the literature gives, in the figure's own unit. */
export function norm({ norm: bounds, unit }: Pick<DeliveryFigure, 'norm' | 'unit'>): string {
  if (!bounds) return '';
  const { low, high } = bounds;
  if (low !== null && high !== null) return `usual: ${quantity(low, unit)} to ${quantity(high, unit)}`;
  if (high !== null) return `usual: at most ${quantity(high, unit)}`;
  return low === null ? '' : `usual: at least ${quantity(low, unit)}`;
}

function quantity(value: number, unit: DeliveryFigure['unit']): string {
  switch (unit) {
    case 'share':
      return `${Math.round(value * 100)} %`;
    case 'ms':
      return `${(value / 1000).toFixed(1)} s`;
    case 'count':
      return String(Math.round(value));
    case 'per-minute':
      return `${Math.round(value * 10) / 10} a minute`;
  }
}
