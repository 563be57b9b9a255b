import '../../../../renderer/shared/tokens.css';
import '../../../../renderer/shared/base.css';
import { createRoot } from 'react-dom/client';
import { App } from '../../../../renderer/admin/app.tsx';
import { addAdminTexts } from '../../../../renderer/admin/i18n/admin-strings.ts';
import { startLanguage } from '../../../../renderer/shared/i18n/i18n.ts';
import { startTheme } from '../../../../renderer/shared/theme/theme.ts';
import { ADMIN_SCENES, entranceOf } from './scenes.ts';

startTheme();
addAdminTexts();
await startLanguage();

const scene = ADMIN_SCENES[new URLSearchParams(window.location.search).get('scene') ?? ''];
const root = createRoot(document.getElementById('root')!);
root.render(
  scene ? (
    <App entrance={entranceOf(scene)} />
  ) : (
    <main>
      <h1>Gallery of the admin page</h1>
      <ul>
        {Object.entries(ADMIN_SCENES).map(([name, { section }]) => (
          <li key={name}>
            <a href={`/admin/?scene=${name}${section === undefined ? '' : `#${section}`}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  ),
);
