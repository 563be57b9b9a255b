// Starts one of the scripts of this folder: `node scripts/run.mjs NAME [flags]`. Plain JavaScript that any Node can
// parse: an old Node cannot run the TypeScript sources, and the database driver crashes on it without a word.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE_MAJOR = 24;

const folder = path.dirname(fileURLToPath(import.meta.url));
const [name = '', ...flags] = process.argv.slice(2);
const script = path.join(folder, `${name}.ts`);

if (!/^[a-z-]+$/.test(name) || !existsSync(script)) {
  fail(`There is no script named "${name}" here. "npm run" lists what can be run.`, 2);
} else if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE_MAJOR) {
  process.argv = [process.execPath, script, ...flags];
  await import(pathToFileURL(script).href);
} else {
  runOnOwnNode();
}

/** `npm install` brings the Node that Porchlight is made for; npm's scripts find it first, a bare `node` does not. */
function runOnOwnNode() {
  const bin = path.join(folder, '../node_modules/node/bin');
  const ownNode = ['node', 'node.exe'].map((file) => path.join(bin, file)).find((file) => existsSync(file));
  if (ownNode === undefined || process.env['PORCHLIGHT_OWN_NODE'] === '1') {
    fail(
      `Porchlight needs Node ${OLDEST_NODE_MAJOR} or newer and this is ${process.version}: ` +
        'run "npm install" in this folder, it brings the right one along.',
      1,
    );
    return;
  }
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), name, ...flags], {
    stdio: 'inherit',
    // Should that Node be an old one too, it must say so instead of starting itself for ever.
    env: { ...process.env, PORCHLIGHT_OWN_NODE: '1' },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // Ctrl+C in a terminal reaches the child by itself; a second one would cut its clean stop short.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  child.on('error', (error) => fail(`${ownNode} could not be started: ${error.message}`, 1));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * @param {string} sentence
 * @param {number} exitCode
 */
function fail(sentence, exitCode) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = exitCode;
}
