import * as z from 'zod/mini';
import { AppError } from '../protocol/errors.ts';
import { signInRequestSchema } from '../protocol/http.ts';
import { LIMITS } from '../protocol/limits.ts';
import { avatarIdSchema, charCount, usernameSchema } from '../protocol/text.ts';
import type { SignInOrJoin } from '../services/sign-in-or-join.ts';

const avatarId = z.pipe(z.union([z.string(), z.int()]), z.pipe(z.transform(String), avatarIdSchema));

/** Somebody who comes back signs in with whatever name and password they have. */
const returningSchema = z.object({ ...signInRequestSchema.shape, avatar_id: avatarId });

/** An account that is made here keeps the original's rules. */
const newcomerSchema = z.object({
  username: z.pipe(
    usernameSchema,
    z
      .string()
      .check(
        z.refine((name) =>
          isBetween(charCount(name), LIMITS.seedUsernameMinChars, LIMITS.seedUsernameMaxChars),
        ),
      ),
  ),
  password: z
    .string()
    .check(
      z.refine((text) =>
        isBetween(charCount(text), LIMITS.seedPasswordMinChars, LIMITS.seedPasswordMaxChars),
      ),
    ),
  avatar_id: avatarId,
});

/** @throws AppError `invalid_username`, `invalid_password`, `invalid_request` */
export function loginRequest(body: unknown, isKnown: (username: string) => boolean): SignInOrJoin {
  const returning = returningSchema.safeParse(body);
  if (!returning.success) throw refusalOf(returning.error);
  const { username, password, avatar_id } = returning.data;
  if (isKnown(username)) return { username, password, avatarId: avatar_id };
  const newcomer = newcomerSchema.safeParse(body);
  if (!newcomer.success) throw refusalOf(newcomer.error);
  return { username: newcomer.data.username, password, avatarId: avatar_id };
}

function refusalOf({ issues }: { issues: readonly { path: readonly PropertyKey[] }[] }): AppError {
  switch (issues[0]?.path[0]) {
    case 'username':
      return new AppError('invalid_username');
    case 'password':
      return new AppError('invalid_password');
    default:
      return new AppError('invalid_request');
  }
}

function isBetween(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
