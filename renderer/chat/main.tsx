import '../shared/tokens.css';
import '../shared/base.css';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../shared/i18n/i18n.ts';
import { startTheme } from '../shared/theme/theme.ts';
import { App } from './app.tsx';
import { hostEntrance } from './host-entrance.ts';

startTheme();
await startLanguage();
const root = document.getElementById('root');
if (root) {
  // No StrictMode: mounting everything twice makes the list forget where it was told to open.
  createRoot(root).render(<App entrance={hostEntrance()} />);
}
