import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Line drawings of one weight; each stands beside words and is hidden from screen readers. */
const DRAWINGS = {
  answer: svg`<path d="M6.6 3.5h2.6l1.6 4.4-2 1.5a12 12 0 0 0 5.8 5.8l1.5-2 4.4 1.6v2.6a2 2 0 0 1-2.2 2A17 17 0 0 1 4.6 5.7a2 2 0 0 1 2-2.2Z" />`,
  hangup: svg`<path d="M2.8 15.4c-.9-1-.9-2.5.1-3.4a13.3 13.3 0 0 1 18.2 0c1 .9 1 2.4.1 3.4l-1.1 1.2-4.3-1.5v-2.6a11 11 0 0 0-7.6 0v2.6l-4.3 1.5-1.1-1.2Z" />`,
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />`,
  muted: svg`<path d="M9 9v2a3 3 0 0 0 5.1 2.1M15 10.5V6a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10.9 4.8M18.4 12.6l.1-1.1M12 18v3M4 4l16 16" />`,
  ledger: svg`<path d="M5 6h14M5 12h9M5 18h11" />`,
  feeling: svg`<path d="M5 7h14M5 12h14M5 17h14" opacity=".45" /><circle cx="9" cy="7" r="2" /><circle cx="15" cy="12" r="2" /><circle cx="11" cy="17" r="2" />`,
  info: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 11v5M12 8v.01" />`,
  send: svg`<path d="M5 12h14M13 6l6 6-6 6" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  hold: svg`<path d="M9 5.5v13M15 5.5v13" />`,
  again: svg`<path d="M6 8.5h9a4 4 0 0 1 0 8H9M9 5.5l-3 3 3 3" />`,
  help: svg`<circle cx="12" cy="12" r="8.5" /><path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.7M12 16.4v.01" />`,
  restart: svg`<path d="M5.5 12a6.5 6.5 0 1 0 2-4.7M5 4.5v4h4" />`,
  sun: svg`<circle cx="12" cy="12" r="4.2" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />`,
  moon: svg`<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z" />`,
  phone: svg`<rect x="7" y="2.5" width="10" height="19" rx="2.5" /><path d="M11 18.2h2" />`,
} satisfies Record<string, SVGTemplateResult>;

export function icon(name: keyof typeof DRAWINGS): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${DRAWINGS[name]}
  </svg>`;
}
