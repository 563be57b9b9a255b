import type { Request } from 'express';
import type * as z from 'zod/mini';
import { AppError, type ErrorCode } from '../protocol/errors.ts';
import { idSchema } from '../protocol/ids.ts';

/** Fields whose refusal has a code of its own, because people type them. */
const FIELD_CODES: Record<string, ErrorCode> = { username: 'invalid_username', password: 'invalid_password' };

/**
 * Unknown input in, typed value out.
 *
 * @throws AppError `invalid_request` with the fields in its details, or the field's own code
 */
export function parse<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))];
  const [first = ''] = fields;
  const given =
    typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[first] : undefined;
  const code = typeof given === 'string' && given !== '' ? FIELD_CODES[first] : undefined;
  throw new AppError(code ?? 'invalid_request', { fields });
}

/** A number id from a path. @throws AppError with `missing`: what can't be an id names nothing */
export function pathId(request: Request, name: string, missing: ErrorCode): number {
  const parsed = idSchema.safeParse(request.params[name]);
  if (!parsed.success) throw new AppError(missing);
  return Number(parsed.data);
}
