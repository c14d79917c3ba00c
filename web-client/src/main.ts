import './style/tokens.css';
import './app';
import { applyTheme } from './theme';

applyTheme();
