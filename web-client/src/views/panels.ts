import { machine } from '../storage';

/** What is read beside the call. */
export type Panel = 'feeling' | 'ledger';

const KEY = 'calmroom.hidden';
const PANELS: readonly Panel[] = ['feeling', 'ledger'];

/**
 * Which panels are shown. Where there is room they stay as they were left; where there is none one at a time is a sheet
 * over the drawing, closed until it is opened there.
 */
export class Panels {
  private hidden: ReadonlySet<Panel> = hiddenBefore();
  private sheet: Panel | undefined;

  /** @param asSheet whether there is no room for it beside the call */
  shows(panel: Panel, asSheet: boolean): boolean {
    return asSheet ? this.sheet === panel : !this.hidden.has(panel);
  }

  toggle(panel: Panel, asSheet: boolean): void {
    if (asSheet) {
      this.sheet = this.sheet === panel ? undefined : panel;
      return;
    }
    const hidden = new Set(this.hidden);
    if (!hidden.delete(panel)) hidden.add(panel);
    this.hidden = hidden;
    machine.set(KEY, [...hidden].join(' '));
  }

  /** @returns whether there was a sheet to close */
  close(): boolean {
    const open = this.sheet !== undefined;
    this.sheet = undefined;
    return open;
  }

  /** Whether the feeling is to be seen at all, in meters or in the drawing: some train without it. */
  get blind(): boolean {
    return this.hidden.has('feeling');
  }
}

function hiddenBefore(): ReadonlySet<Panel> {
  const kept = machine.get(KEY)?.split(' ') ?? [];
  return new Set(PANELS.filter((panel) => kept.includes(panel)));
}
