import '../shared/tokens.css';
import '../shared/base.css';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../shared/i18n/i18n.ts';
import { startTheme } from '../shared/theme/theme.ts';
import { App } from './app.tsx';
import { hostEntrance } from './entry/entrance.ts';
import { addAdminTexts } from './i18n/admin-strings.ts';

startTheme();
addAdminTexts();
await startLanguage();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App entrance={hostEntrance()} />);
