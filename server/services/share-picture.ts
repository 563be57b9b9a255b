import { chosenImageHosts } from '../files/image-hosts/image-hosts.ts';
import { uploadToImageHosts, type ImageHostResult } from '../files/image-hosts/upload-to-image-hosts.ts';
import type { ImageHostName } from '../protocol/http.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from './service-context.ts';
import type { StoredPicture } from './store-picture.ts';

export interface SharedPicture {
  /** Absolute at an image host, or the picture's own path on this one. */
  url: string;
  host: ImageHostName | null;
  failures: ImageHostResult['failures'];
}

/**
 * Gives a picture an address at an image host, where an admin has switched that on. While it is off, or no
 * host takes it, the address on this host stands, and while it is off nothing is sent anywhere. How far it is
 * and which hosts failed go to the log, the failures to the caller too.
 *
 * @param signal ends the try, for one, when whoever uploads has gone
 */
export async function sharePicture(
  context: Pick<ServiceContext, 'settings' | 'imageHostUrls' | 'blobs' | 'logger'>,
  { url, hash, file }: StoredPicture,
  signal: AbortSignal,
): Promise<SharedPicture> {
  const hosts = chosenImageHosts(context.settings.get().imageHosts, context.imageHostUrls);
  if (hosts.length === 0) return { url, host: null, failures: [] };
  const extension = url.slice(url.lastIndexOf('.'));
  const { taken, failures } = await uploadToImageHosts(
    hosts,
    {
      path: context.blobs.absolutePath(hash),
      size: file.size,
      mime: file.mime,
      fileName: `picture${extension}`,
    },
    {
      limits: {
        connectTimeoutMs: LIMITS.imageHostConnectTimeoutMs,
        totalTimeoutMs: LIMITS.imageHostTotalTimeoutMs,
      },
      signal,
      onProgress: ({ host, loaded, total }) => {
        context.logger.debug('image_host_progress', { host, loaded, total });
      },
    },
  );
  for (const { host, reason } of failures) context.logger.warn('image_host_failed', { host, reason });
  return { url: taken?.url ?? url, host: taken?.host ?? null, failures };
}
