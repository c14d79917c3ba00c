import './style/tokens.css';
import './app';
import { loadAnew } from './renewed';
import { applyTheme } from './theme';

applyTheme();

window.addEventListener('vite:preloadError', (event) => {
  if (loadAnew(Date.now(), () => location.reload())) event.preventDefault();
});
