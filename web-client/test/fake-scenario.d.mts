import type { CallSettings, ScenarioSummary, SessionSummary } from '../src/api';
import type { Dimension, Engines, Feeling } from '../src/protocol/messages';
import type { Grade, Report } from '../src/report/report';

export const SCENARIO: ScenarioSummary;
export const OTHERS: readonly Omit<ScenarioSummary, 'dimensions'>[];
export const SETTINGS: CallSettings;
export const DIMENSIONS: readonly Dimension[];
export const ENGINES: Engines;
export const SHIFTS: readonly Feeling[];
export const LINES: readonly (readonly string[])[];
export const SESSIONS: readonly SessionSummary[];
export const REPORT: Report & { readonly grade: Grade; readonly ending: { readonly text: string } };
