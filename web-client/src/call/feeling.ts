import type { Dimension, Feeling } from '../protocol/messages';

/** A value on its scale, in words. */
export function inWords(dimension: Dimension, value: number): string {
  if (value < 0.2) return dimension.low;
  if (value < 0.42) return `mostly ${dimension.low}`;
  if (value <= 0.58) return 'in between';
  if (value <= 0.8) return `mostly ${dimension.high}`;
  return dimension.high;
}

/** How well this dimension stands, 0 to 1, whichever end of its scale is the good one. */
export function wellness(dimension: Dimension, value: number): number {
  return dimension.good === 'high' ? value : 1 - value;
}

/** What forms the drawn shape, each 0 to 1. */
export interface Look {
  readonly restlessness: number;
  readonly smoothness: number;
  readonly warmth: number;
}

/** The shape's form for a feeling; what no dimension claims follows how the persona is on the whole. */
export function lookOf(dimensions: readonly Dimension[], feeling: Feeling): Look {
  const values = dimensions.map((dimension) => wellness(dimension, feeling[dimension.id] ?? 0.5));
  const ease = values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0.5;
  const claimed = (look: Dimension['look']): number | undefined => {
    const dimension = dimensions.find((candidate) => candidate.look === look);
    return dimension && feeling[dimension.id];
  };
  return {
    restlessness: claimed('restlessness') ?? 1 - ease,
    smoothness: claimed('smoothness') ?? ease,
    warmth: claimed('warmth') ?? ease,
  };
}
