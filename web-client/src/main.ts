import './style/tokens.css';
import './app';
import { applyTheme } from './theme';

applyTheme();

// After the server was renewed, the parts that this page would fetch are gone: the page as it is now has them.
window.addEventListener('vite:preloadError', () => location.reload());
