import type { Bus } from '../events/bus.ts';
import type { BlobStore } from '../files/blob-store.ts';
import type { ImageHostUrls } from '../files/image-hosts/image-hosts.ts';
import type { KeyLocks } from '../files/key-locks.ts';
import type { PictureWorkshop } from '../files/picture-workshop.ts';
import type { UnfinishedUploads } from '../files/resumable/unfinished-uploads.ts';
import type { UploadSlots } from '../files/upload-slots.ts';
import type { Logger } from '../logging/logger.ts';
import type { Readers } from '../storage/readers/readers.ts';
import type { Search } from '../storage/search/search.ts';
import type { Writer } from '../storage/writer/writer.ts';
import type { Directory } from './directory.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SettingsStore } from './settings.ts';

/** Who is connected, as far as use cases need to know. */
export interface Online {
  isOnline(userId: number): boolean;
  onlineCount(): number;
  /** The ids of all who are connected, as a JSON array of texts. */
  onlineIdsJson(): string;
}

/** What every use case works with; put together once, in app.ts. */
export interface ServiceContext {
  serverId: string;
  version: string;
  writer: Writer;
  readers: Readers;
  search: Search;
  bus: Bus;
  directory: Directory;
  settings: SettingsStore;
  passwords: PasswordHasher;
  /** The bytes of files. */
  blobs: BlobStore;
  uploadSlots: UploadSlots;
  /** Resumable uploads on their way. */
  uploads: UnfinishedUploads;
  /** Lets an upload become a file once, however often it is asked for at the same time. */
  finishing: KeyLocks;
  pictures: PictureWorkshop;
  /** Where image hosts are; called only while the settings say so. */
  imageHostUrls: ImageHostUrls;
  logger: Logger;
  online: Online;
  /** Whose live session has this token hash; undefined where none has. */
  sessionUserId: (tokenHash: string) => number | undefined;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** The one-time secret of the set-up link; it is worthless once there is an owner. */
  setupToken: string;
}

/** Where a request came from, noted beside the session it opens. */
export interface Origin {
  address: string;
  userAgent: string;
}
