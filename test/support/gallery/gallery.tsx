import '../../../renderer/shared/tokens.css';
import '../../../renderer/shared/base.css';
import { createRoot } from 'react-dom/client';
import { App } from '../../../renderer/chat/app.tsx';
import { startLanguage } from '../../../renderer/shared/i18n/i18n.ts';
import { startTheme } from '../../../renderer/shared/theme/theme.ts';
import { entranceOf, SCENES } from './scenes.ts';

startTheme();
await startLanguage();

const asked = new URLSearchParams(window.location.search).get('scene');
if (asked !== null) sessionStorage.setItem('gallery.scene', asked);
const name = asked ?? sessionStorage.getItem('gallery.scene') ?? '';
const scene = SCENES[name];
const root = createRoot(document.getElementById('root')!);

if (scene) {
  window.history.replaceState(null, '', scene.path ?? '/');
  root.render(<App entrance={entranceOf(scene)} />);
} else {
  root.render(
    <main>
      <h1>Gallery</h1>
      <ul>
        {Object.keys(SCENES).map((each) => (
          <li key={each}>
            <a href={`/?scene=${each}`}>{each}</a>
          </li>
        ))}
      </ul>
    </main>,
  );
}
