import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Below it what is read stands above the call instead of beside it. */
const NARROW_PX = 1088;
/** A phone on its side, one whose keyboard is open, a page at 400 %: only the words have room. */
const SHORT_PX = 480;

/**
 * How much room the call has, as the attributes `narrow` and `short` of its element, and as `--visible` the height that
 * can be seen: where a keyboard covers the page instead of shrinking it, only the visual viewport tells.
 */
export class Screen implements ReactiveController {
  narrow = false;
  short = false;

  private readonly measure = (): void => {
    const { width, height } = seen();
    this.host.style.setProperty('--visible', `${height}px`);
    this.narrow = width <= NARROW_PX;
    this.short = height <= SHORT_PX;
    this.host.toggleAttribute('narrow', this.narrow);
    this.host.toggleAttribute('short', this.short);
    this.host.requestUpdate();
  };

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.measure();
    window.addEventListener('resize', this.measure);
    viewport()?.addEventListener('resize', this.measure);
  }

  hostDisconnected(): void {
    window.removeEventListener('resize', this.measure);
    viewport()?.removeEventListener('resize', this.measure);
  }
}

function viewport(): VisualViewport | null {
  return (window as { visualViewport?: VisualViewport | null }).visualViewport ?? null;
}

function seen(): { width: number; height: number } {
  const visual = viewport();
  // Pinched, the page is looked at through a lens: its own size is what counts.
  const height = visual && Math.abs(visual.scale - 1) < 0.01 ? visual.height : window.innerHeight;
  return { width: window.innerWidth, height: Math.round(height) };
}
