import type { ImageHostName } from '../../protocol/http.ts';
import { callImageHost, type CallLimits } from './call-image-host.ts';
import type { ImageHost, ImageHostFailure, OutgoingPicture } from './image-host.ts';

export interface ImageHostProgress {
  host: ImageHostName;
  /** Bytes sent so far, and in all. */
  loaded: number;
  total: number;
}

export interface ImageHostResult {
  /** Where the picture is now; null where no host took it. */
  taken: { host: ImageHostName; url: string } | null;
  /** The hosts tried before that, and why each did not. */
  failures: { host: ImageHostName; reason: ImageHostFailure }[];
}

export interface UploadOptions {
  limits: CallLimits;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ImageHostProgress) => void) | undefined;
}

/** Tries image hosts one after the other until one takes the picture. Never throws. */
export async function uploadToImageHosts(
  hosts: readonly ImageHost[],
  picture: OutgoingPicture,
  { limits, signal, onProgress }: UploadOptions,
): Promise<ImageHostResult> {
  const failures: ImageHostResult['failures'] = [];
  for (const host of hosts) {
    const result = await callImageHost(host, picture, {
      limits,
      signal,
      onProgress: (loaded, total) => onProgress?.({ host: host.name, loaded, total }),
    });
    if ('url' in result) return { taken: { host: host.name, url: result.url }, failures };
    failures.push({ host: host.name, reason: result.failure });
    if (result.failure === 'aborted') break;
  }
  return { taken: null, failures };
}
