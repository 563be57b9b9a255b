import type { ImageHostName } from '../../protocol/http.ts';
import { chevereto } from './chevereto.ts';
import type { ImageHost } from './image-host.ts';
import { smms } from './smms.ts';

/** Where each image host is, without a slash at the end. */
export type ImageHostUrls = Record<ImageHostName, string>;

export const IMAGE_HOST_URLS: ImageHostUrls = {
  freeimage: 'https://freeimage.host',
  smms: 'https://smms.app',
};

export interface ImageHostSettings {
  enabled: boolean;
  order: readonly ImageHostName[];
  freeimageKey: string | null;
  smmsToken: string | null;
}

/** The hosts to try, in order: none while the setting is off, and none without a key. */
export function chosenImageHosts(settings: ImageHostSettings, urls: ImageHostUrls): ImageHost[] {
  if (!settings.enabled) return [];
  const { freeimageKey, smmsToken } = settings;
  const hosts: Record<ImageHostName, ImageHost | null> = {
    freeimage: freeimageKey === null ? null : chevereto(urls.freeimage, freeimageKey),
    smms: smmsToken === null ? null : smms(urls.smms, smmsToken),
  };
  return settings.order.map((name) => hosts[name]).filter((host) => host !== null);
}
