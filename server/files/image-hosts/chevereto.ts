import * as z from 'zod/mini';
import { LIMITS } from '../../protocol/limits.ts';
import { pictureUrlSchema, type ImageHost } from './image-host.ts';

const answerSchema = z.object({
  status_code: z.literal(200),
  image: z.object({ display_url: z.optional(pictureUrlSchema), url: z.optional(pictureUrlSchema) }),
});
const refusalSchema = z.object({ status_code: z.int().check(z.gte(400)) });

/**
 * freeimage.host, which speaks Chevereto's API, version 1 (https://v4-docs.chevereto.com/api/1/file-upload.html).
 *
 * @param baseUrl without a slash at the end
 */
export function chevereto(baseUrl: string, key: string): ImageHost {
  return {
    name: 'freeimage',
    url: `${baseUrl}/api/1/upload`,
    maxBytes: LIMITS.freeimageMaxBytes,
    headers: {},
    fields: { key, format: 'json' },
    fileField: 'source',
    read: (answer) => {
      const { data } = answerSchema.safeParse(answer);
      const url = data?.image.display_url ?? data?.image.url;
      if (url !== undefined) return { url };
      return { failure: refusalSchema.safeParse(answer).success ? 'refused' : 'bad_answer' };
    },
  };
}
