import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { parseRoute, type Route } from './routing';
import { base } from './style/base';
import './views/call-page';
import './views/theme-switch';

/** The page: shows the part that the address names. */
@customElement('calmroom-app')
export class CalmroomApp extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-height: 100dvh;
      }
      p {
        padding: var(--space-7) var(--space-5);
        text-align: center;
      }
    `,
  ];

  @state() private missing = false;
  @state() private route: Route = parseRoute(location.hash);

  private followed = false;

  private readonly follow = (): void => {
    this.followed = true;
    this.route = parseRoute(location.hash);
    void this.load(this.route);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.follow);
    void this.load(this.route);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('hashchange', this.follow);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    if (this.missing) {
      return html`<main role="alert">
        <p>This part of the page could not be fetched. Is the server still running?</p>
        <p><button @click=${() => void this.load(this.route)}>Try again</button></p>
      </main>`;
    }
    switch (this.route.page) {
      case 'home':
      case 'call':
        return html`<cr-call-page
          .live=${this.route.page === 'call'}
          ?arrived=${this.followed}
        ></cr-call-page>`;
      case 'report':
        return html`<cr-report-page .session=${this.route.session}></cr-report-page>`;
      case 'sessions':
        return html`<cr-sessions-page></cr-sessions-page>`;
      case 'import':
        return html`<cr-import-page></cr-import-page>`;
      case 'swap':
        return html`<cr-swap-page .session=${this.route.session ?? ''}></cr-swap-page>`;
      case 'about':
        return html`<cr-about-page></cr-about-page>`;
      case 'authors':
        return html`<cr-authors-page></cr-authors-page>`;
    }
  }

  /** The pages that are read rather than spoken come when they are asked for: the call must not wait for them. */
  private async load(route: Route): Promise<void> {
    try {
      if (route.page === 'report') await import('./report/report-page');
      if (route.page === 'sessions') await import('./views/sessions-page');
      if (route.page === 'import') await import('./views/import-page');
      if (route.page === 'swap') await import('./swap/swap-page');
      if (route.page === 'about') await import('./views/about-page');
      if (route.page === 'authors') await import('./views/authors-page');
      this.missing = false;
    } catch {
      this.missing = true;
    }
  }
}
