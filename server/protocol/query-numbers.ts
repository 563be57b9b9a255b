import * as z from 'zod/mini';
import { seqSchema } from './ids.ts';

/** A whole number as it stands in a query string. */
export const wholeNumberSchema = z.pipe(
  z.string().check(z.regex(/^\d{1,15}$/)),
  z.pipe(z.transform(Number), seqSchema),
);
