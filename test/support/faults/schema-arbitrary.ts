import * as fc from 'fast-check';
import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';

/** As much of JSON Schema as the host's own schemas come out as. */
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  pattern?: string;
}

/** Text that has broken programs before, beside ordinary text of any script. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '1',
    '2',
    '0',
    '-1',
    'me',
    '',
    ' ',
    '\0',
    '__proto__',
    'constructor',
    '\u202e',
    '\ud800',
    '👍',
    '👩‍👩‍👧‍👦',
  ),
  fc.integer({ min: 0, max: 60 }).map(String),
  fc.integer({ min: 7_990, max: 40_000 }).map((length) => '灯'.repeat(length)),
);
const number = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.maxSafeInteger(),
  fc.double(),
  fc.constantFrom(-0, 1e308, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1),
);

/** Anything that JSON can say, and some of it deep. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 50, max: 3_000 }).map((depth) => deep(depth)) },
);

/** Values that fit a schema of the host in their types, and mostly not in what the host checks beyond these. */
export function fitting(schema: $ZodType): fc.Arbitrary<unknown> {
  return ofJsonSchema(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}

/** Such values with one thing wrong: a field missing, of another type, or one too many. */
export function nearly(schema: $ZodType): fc.Arbitrary<unknown> {
  return fc.tuple(fitting(schema), fc.nat(), fc.constantFrom('drop', 'replace', 'add'), anyJson).map(spoil);
}

function spoil([value, pick, how, other]: [unknown, number, string, unknown]): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  const key = keys[pick % Math.max(1, keys.length)] ?? 'type';
  if (how === 'drop') return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return { ...value, [how === 'add' ? `more ${key}` : key]: other };
}

function ofJsonSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(ofJsonSchema));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => [
        key,
        ofJsonSchema(field),
      ]);
      return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: schema.required ?? [],
      });
    }
    case 'array':
      return fc.array(ofJsonSchema(schema.items ?? {}), { maxLength: 12 });
    case 'string':
      return schema.pattern === undefined
        ? text
        : fc.oneof(
            { weight: 4, arbitrary: fc.stringMatching(new RegExp(schema.pattern)) },
            { weight: 1, arbitrary: text },
          );
    case 'integer':
    case 'number':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anyJson;
  }
}

function deep(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
