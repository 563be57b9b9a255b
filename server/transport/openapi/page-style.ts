/** The product's colours, as in renderer/shared/tokens.css: the server's pages may not depend on a build of the others. */
const LIGHT = `color-scheme: light; --page: #fdfaf5; --sunken: #f5efe6; --raised: #fffdfa; --line: #e5dccd; --ink: #2a2520;
  --ink-2: #5c5348; --ink-3: #6f6558; --accent: #8a5606; --tint: #fbefd9; --focus: #b06a00;`;
const DARK = `color-scheme: dark; --page: #1d2430; --sunken: #171d27; --raised: #262e3c; --line: #343e4d; --ink: #f0ebe3;
  --ink-2: #c0bfbe; --ink-3: #a0a5ad; --accent: #f7c373; --tint: #33312f; --focus: #f5b85b;`;

/** Of the page at /api/docs. The theme is the one chosen in the chat, else the device's. */
export const PAGE_STYLE = `
:root { ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
:root[data-theme='light'] { ${LIGHT} }
:root[data-theme='dark'] { ${DARK} }
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body {
  display: grid; grid-template-columns: 208px minmax(0, 808px); gap: 32px; margin: 0; padding: 32px 24px 96px;
  background: var(--page); color: var(--ink);
  font: 0.9375rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Microsoft YaHei', sans-serif;
}
h1 { margin: 0 0 12px; font-size: 1.75rem; line-height: 1.25; }
h2 { margin: 40px 0 12px; font-size: 1.375rem; line-height: 1.25; }
h3 { margin: 20px 0 8px; font-size: 0.9375rem; }
p { max-width: 72ch; margin: 0 0 12px; }
small { color: var(--ink-3); font-size: 0.8125rem; font-weight: 400; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
code { font: 0.8125rem/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', monospace; overflow-wrap: anywhere; }
nav { position: sticky; top: 32px; align-self: start; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: flex; align-items: center; min-height: 36px; padding: 0 12px; border-radius: 6px; text-decoration: none; }
nav a:hover { background: var(--tint); }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 24px; top: 8px; padding: 8px 12px; background: var(--raised); }
details { border: 1px solid var(--line); border-radius: 10px; margin: 0 0 8px; background: var(--raised); }
summary { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; min-height: 44px; padding: 8px 16px; cursor: pointer; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--tint); border-radius: 10px; }
.method { min-width: 56px; color: var(--accent); font-size: 0.8125rem; font-weight: 600; }
.what { color: var(--ink-2); }
.who { color: var(--ink-3); font-size: 0.8125rem; }
.body { padding: 4px 16px 16px; border-top: 1px solid var(--line); }
.body ul { margin: 0; padding-left: 20px; }
.body > p:first-child { margin-top: 12px; }
pre { max-height: 384px; margin: 0 0 8px; padding: 12px; overflow: auto; border-radius: 6px; background: var(--sunken); }
pre code { overflow-wrap: normal; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { white-space: nowrap; font-weight: 400; }
@media (max-width: 760px) {
  body { display: block; padding: 16px 16px 64px; }
  nav { position: static; margin-bottom: 24px; }
  nav ul { display: flex; flex-wrap: wrap; gap: 4px; }
  nav a { min-height: 44px; }
  th { white-space: normal; width: 40%; }
}
@media (pointer: coarse) { nav a { min-height: 44px; } }
`;
