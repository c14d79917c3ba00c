/** Where in the page one is; kept in the address after the `#`. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'call' }
  | { readonly page: 'report'; readonly session: string }
  | { readonly page: 'sessions' }
  | { readonly page: 'import' }
  /** With the seats swapped: the call that is on, or the choice of one. */
  | { readonly page: 'swap'; readonly session?: string }
  | { readonly page: 'about' }
  | { readonly page: 'authors' };

export function parseRoute(hash: string): Route {
  const [page = '', session] = hash.replace(/^#?\/?/, '').split('/');
  switch (page) {
    case 'call':
    case 'sessions':
    case 'import':
    case 'about':
    case 'authors':
      return { page };
    case 'swap':
      return session ? { page, session: decodeURIComponent(session) } : { page };
    case 'report':
      return session ? { page, session: decodeURIComponent(session) } : { page: 'sessions' };
    default:
      return { page: 'home' };
  }
}

export function addressOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/';
    case 'report':
      return `#/report/${encodeURIComponent(route.session)}`;
    case 'swap':
      return route.session ? `#/swap/${encodeURIComponent(route.session)}` : '#/swap';
    default:
      return `#/${route.page}`;
  }
}

export function go(route: Route): void {
  location.hash = addressOf(route);
}
