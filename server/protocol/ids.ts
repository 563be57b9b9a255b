import * as z from 'zod/mini';

/**
 * Ids travel as strings of decimal digits. Inside the host they are SQLite row ids; keeping the digits
 * on the wire lets clients of the original, which count in numbers, name the same rows.
 */
export const idSchema = z.string().check(z.regex(/^[1-9]\d{0,14}$/));

/** A sequence number of the event log. Message `seq`s and `since` are of this kind. */
export const seqSchema = z.int().check(z.gte(0));
