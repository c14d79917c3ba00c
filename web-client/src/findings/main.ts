import tokens from '../style/tokens.css?inline';
import './findings-page';
import type { Findings } from './findings';

/** The findings stand in the document itself: it is one file with all it needs, the type included. */
const style = document.createElement('style');
style.textContent = tokens;
document.head.append(style);
const page = document.createElement('cr-findings');
page.findings = JSON.parse(document.getElementById('findings')?.textContent ?? 'null') as Findings | null;
document.body.style.cssText = 'margin: 0; background: var(--ground)';
document.body.append(page);
