import fs from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../../server/transport/openapi/document.ts';
import { ROUTE_DOCS } from '../../../../server/transport/openapi/route-docs.ts';
import { allRoutes } from '../../../integration/support/all-routes.ts';

const ROUTES_FOLDER = path.join(import.meta.dirname, '../../../../server/transport/routes');

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = openApiDocument('1.2.3');
    const { valid, errors } = await new Validator().validate(
      structuredClone<object>(document) as Record<string, unknown>,
    );
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document.openapi).toBe('3.1.1');
  });

  it('has every route there is, and no other', async () => {
    const routes = await allRoutes();
    const described = Object.keys(ROUTE_DOCS);
    const missing = routes.filter((route) => !described.includes(route));
    expect(
      missing,
      'Describe each of these in the *.docs.ts beside its routes (a new one goes into openapi/route-docs.ts): ' +
        "'METHOD /path': { tag, summary, access, query?, body?, answer: { status, schema? }, errors? }. " +
        'Schemas of answers stand in server/protocol/answer-schemas.ts.',
    ).toEqual([]);
    const gone = described.filter((name) => !name.startsWith('HEAD ') && !routes.includes(name));
    expect(gone, 'These are described and not there.').toEqual([]);
  });

  it('describes requests by the schemas that parse them', () => {
    const files = fs.readdirSync(ROUTES_FOLDER).filter((file) => file.endsWith('-routes.ts'));
    for (const file of files) {
      const source = fs.readFileSync(path.join(ROUTES_FOLDER, file), 'utf8');
      const docs = fs.readFileSync(path.join(ROUTES_FOLDER, file.replace(/\.ts$/, '.docs.ts')), 'utf8');
      for (const [, schema = ''] of source.matchAll(/parse\((\w+Schema),/g))
        expect(docs, `${file} parses with ${schema}: name it as body or query in its docs.`).toMatch(
          new RegExp(`(?:body|query): ${schema}\\b`),
        );
    }
  });

  it('gives every operation a name of its own, and points to nothing that is missing', () => {
    const document = openApiDocument('1.2.3');
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    for (const [, name = ''] of named) expect(document.components.schemas).toHaveProperty(name);
    expect(JSON.stringify(document)).not.toContain('#/$defs/');
  });
});
