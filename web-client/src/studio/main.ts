import '../style/tokens.css';
import { applyTheme } from '../theme';
import './studio-page';

applyTheme();
