import './style/tokens.css';
import './app';
import { loadAnew } from './renewed';
import { parseRoute } from './routing';
import { applyTheme } from './theme';

applyTheme();

window.addEventListener('vite:preloadError', (event) => {
  // In a call only what comes after it is fetched: nobody is taken off the line for that.
  if (parseRoute(location.hash).page === 'call') return;
  if (loadAnew(Date.now(), () => location.reload())) event.preventDefault();
});
