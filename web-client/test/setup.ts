import { vi } from 'vitest';

/** What jsdom lacks and the page asks for when it starts. */
Object.defineProperty(globalThis, 'matchMedia', {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
});

vi.mock('uplot', () => ({
  // A fake of the chart: jsdom has no canvas.
  default: class FakePlot {
    destroy = vi.fn();
    redraw = vi.fn();
    setSize = vi.fn();
    setSeries = vi.fn();
  },
}));
vi.mock('uplot/dist/uPlot.min.css?inline', () => ({ default: '' }));
