// node --import ./register.mjs MAIN: in that process `electron` is the double, for import and require alike.
import { registerHooks } from 'node:module';

const isUtility = process.env['ELECTRON_DOUBLE_PROCESS'] === 'utility';
const double = new URL(isUtility ? './utility-entry.ts' : './electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== 'electron' && !specifier.startsWith('electron/'))
      return nextResolve(specifier, context);
    return { url: double, format: 'module-typescript', shortCircuit: true };
  },
});
define(process.versions, 'electron', '45.4.1');
define(process.versions, 'chrome', '0.0.0.0');
define(process, 'type', isUtility ? 'utility' : 'browser');
define(process, 'resourcesPath', process.env['ELECTRON_DOUBLE_RESOURCES'] ?? process.cwd());

if (isUtility) await import(double);
else await import('./control.ts');

/**
 * @param {object} target
 * @param {string} key
 * @param {unknown} value
 */
function define(target, key, value) {
  Object.defineProperty(target, key, { value, configurable: true, enumerable: true });
}
