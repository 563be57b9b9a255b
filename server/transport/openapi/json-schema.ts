import * as z from 'zod/mini';
import { ANSWER_NAMES } from '../../protocol/answer-schemas.ts';

export type JsonSchema = Record<string, unknown>;

/** Turns schemas into JSON Schema 2020-12, as OpenAPI 3.1 has it; the named ones among them become components. */
export class JsonSchemas {
  readonly components: Record<string, JsonSchema> = {};

  /** What a request may hold, before it is cleaned. */
  request(schema: z.ZodMiniType): JsonSchema {
    return this.convert(schema, 'input');
  }

  /** What an answer holds. Answers grow, so what is not named here is allowed. */
  answer(schema: z.ZodMiniType): JsonSchema {
    return this.convert(schema, 'output');
  }

  private convert(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
    const name = ANSWER_NAMES.get(schema)?.id;
    if (name !== undefined && name in this.components) return reference(name);
    const {
      $schema: _,
      $defs = {},
      ...own
    } = z.toJSONSchema(schema, {
      io,
      metadata: ANSWER_NAMES,
      // A file of a form, a value of any kind: what JSON Schema has no word for is left open.
      unrepresentable: 'any',
      override: ({ jsonSchema }) => {
        delete jsonSchema.additionalProperties;
        delete jsonSchema.id;
      },
    }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    for (const [id, definition] of Object.entries($defs)) this.components[id] = relink(definition);
    if (name === undefined) return relink(own);
    this.components[name] = relink(own);
    return reference(name);
  }
}

function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function relink<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')) as Value;
}
