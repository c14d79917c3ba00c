// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { loadAnew } from '../src/renewed';

it('a part that cannot be fetched makes the page load anew once, not for ever', () => {
  const reload = vi.fn();
  expect(loadAnew(1_000_000, reload)).toBe(true);
  expect(loadAnew(1_003_000, reload)).toBe(false);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(loadAnew(1_100_000, reload)).toBe(true);
});
