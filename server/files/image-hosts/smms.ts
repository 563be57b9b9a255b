import * as z from 'zod/mini';
import { LIMITS } from '../../protocol/limits.ts';
import { pictureUrlSchema, type ImageHost } from './image-host.ts';

const answerSchema = z.union([
  z.object({ success: z.literal(true), data: z.object({ url: pictureUrlSchema }) }),
  // It has this very picture already, and says where.
  z.object({ success: z.literal(false), code: z.literal('image_repeated'), images: pictureUrlSchema }),
]);
/** Its refusals come with status 200. */
const refusalSchema = z.object({ success: z.literal(false), code: z.string() });

/**
 * sm.ms, API version 2 (https://doc.sm.ms/#api-Image-Upload).
 *
 * @param baseUrl without a slash at the end
 */
export function smms(baseUrl: string, token: string): ImageHost {
  return {
    name: 'smms',
    url: `${baseUrl}/api/v2/upload`,
    maxBytes: LIMITS.smmsMaxBytes,
    headers: { Authorization: token },
    fields: { format: 'json' },
    fileField: 'smfile',
    read: (answer) => {
      const { data } = answerSchema.safeParse(answer);
      if (data) return { url: data.success ? data.data.url : data.images };
      return { failure: refusalSchema.safeParse(answer).success ? 'refused' : 'bad_answer' };
    },
  };
}
