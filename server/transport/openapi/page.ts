import type { Router } from 'express';
import { defineRoutes } from '../define-routes.ts';
import { openApiDocument, type OpenApiDocument, type Operation, type Parameter } from './document.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { JsonSchema } from './json-schema.ts';
import type { WebSocketDoc } from './web-socket-doc.ts';

/** The API for people: one page without scripts, made from the same document that programs get. */
export function apiPage(version: string): Router {
  let html: string | undefined;
  return defineRoutes({
    '/docs': {
      get: (_request, response) => {
        html ??= pageOf(openApiDocument(version));
        response.setHeader('Cache-Control', 'no-cache');
        response.type('html').send(html);
      },
    },
    '/docs/style.css': {
      get: (_request, response) => {
        response.setHeader('Cache-Control', 'no-cache');
        response.type('css').send(PAGE_STYLE);
      },
    },
  });
}

function pageOf(document: OpenApiDocument): string {
  const { info, tags, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = tags.map(({ name }) => ({
    name,
    id: idOf(name),
    rows: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const links = [
    ...groups,
    { name: 'WebSocket', id: 'websocket' },
    { name: 'What answers hold', id: 'schemas' },
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)} API</title>
<script src="/theme.js"></script>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<a class="skip" href="#main">To the calls</a>
<nav aria-label="Contents"><ul>
${links.map(({ name, id }) => `<li><a href="#${id}">${text(name)}</a></li>`).join('\n')}
</ul></nav>
<main id="main">
<h1>${text(info.title)} API <small>${text(info.version)}</small></h1>
<p>${text(info.description)}</p>
<p>Calls are below <code>/api/v1</code>. Say who you are with <code>Authorization: Bearer TOKEN</code>; browsers use their
cookie. Programs read <a href="/api/v1/openapi.json">openapi.json</a>.</p>
${groups
  .map(
    ({ name, id, rows }) => `<section aria-labelledby="${id}"><h2 id="${id}">${text(name)}</h2>
${rows.map(({ path, method, operation }) => call(method, path, operation)).join('\n')}</section>`,
  )
  .join('\n')}
${webSocket(document['x-websocket'])}
<section aria-labelledby="schemas"><h2 id="schemas">What answers hold</h2>
${Object.entries(components.schemas)
  .map(([name, schema]) => details(name, `schema-${name}`, schema))
  .join('\n')}</section>
</main>
</body>
</html>
`;
}

function call(method: string, path: string, operation: Operation): string {
  const { summary, description, parameters = [], requestBody, responses, security, operationId } = operation;
  const [[mediaType, body] = []] = Object.entries(requestBody?.content ?? {});
  const success = Object.entries(responses).filter(([status]) => Number(status) < 400);
  const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return `<details id="${operationId}"><summary><span class="method">${method.toUpperCase()}</span> <code>${text(path)}</code>
<span class="what">${text(summary)}</span></summary>
<div class="body">
${description === undefined ? '' : `<p>${text(description)}</p>`}
<p class="who">${security.length > 0 ? 'For people who are signed in.' : 'No sign-in needed.'}</p>
${parameters.length > 0 ? `<h3>Parameters</h3><ul>${parameters.map(parameter).join('')}</ul>` : ''}
${mediaType === undefined ? '' : `<h3>Body <small>${text(mediaType)}</small></h3>${example(body?.example)}${schemaBlock(body?.schema)}`}
${success
  .map(([status, { description: says, content = {} }]) => {
    const [[type, answer] = []] = Object.entries(content);
    const kind = type === undefined || type === 'application/json' ? '' : ` <small>${text(type)}</small>`;
    return `<h3>Answer ${status}${kind}</h3>${type === undefined ? `<p>${text(says)}</p>` : ''}${example(answer?.example)}${schemaBlock(answer?.schema)}`;
  })
  .join('')}
<h3>Refusals</h3><ul>${refusals
    .map(
      ([status, refusal]) =>
        `<li>${status} ${(refusal['x-codes'] ?? []).map((code) => `<code>${code}</code>`).join(' ')}</li>`,
    )
    .join('')}</ul>
</div></details>`;
}

function parameter({ name, in: place, required, schema }: Parameter): string {
  const note = `${place}${required ? '' : ', may be left out'}`;
  const values = schema['default'] === undefined ? '' : `, ${JSON.stringify(schema['default'])} by itself`;
  return `<li><code>${text(name)}</code> <small>${text(note + values)}</small></li>`;
}

function example(value: unknown): string {
  return value === undefined ? '' : block(value, 'Example');
}

function schemaBlock(schema: JsonSchema | undefined): string {
  if (schema === undefined || Object.keys(schema).length === 0) return '';
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(schema['$ref']))?.[1];
  return name === undefined
    ? block(schema, 'JSON Schema')
    : `<p><a href="#schema-${name}">${text(name)}</a></p>`;
}

function block(value: unknown, label: string): string {
  // Scrolls by itself, so it can be reached with the keyboard.
  return `<pre tabindex="0" role="group" aria-label="${label}"><code>${text(JSON.stringify(value, null, 2))}</code></pre>`;
}

function details(title: string, id: string, schema: JsonSchema): string {
  return `<details id="${id}"><summary><code>${text(title)}</code></summary><div class="body">${block(schema, title)}</div></details>`;
}

function webSocket(doc: WebSocketDoc): string {
  const rows = (facts: Record<string, string>): string =>
    Object.entries(facts)
      .map(
        ([name, meaning]) =>
          `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(meaning)}</td></tr>`,
      )
      .join('');
  return `<section aria-labelledby="websocket"><h2 id="websocket">WebSocket</h2>
<p><code>${text(doc.path)}</code></p><p>${text(doc.description)}</p>
${details('What you may send', 'client-frames', doc.clientFrames)}
<h3>What the host sends</h3><table>${rows(doc.serverFrames)}</table>
<h3>Kinds of event, and what each carries beside its seq</h3><table>${rows(doc.eventKinds)}</table>
<h3>Why a connection was closed</h3><table>${rows(doc.closeCodes)}</table></section>`;
}

function idOf(name: string): string {
  return name.toLowerCase().replaceAll(/\W+/g, '-');
}

function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
