import * as z from 'zod/mini';
import type { ImageHostName } from '../../protocol/http.ts';
import { LIMITS } from '../../protocol/limits.ts';

/** A picture on this host's disk, as it would be sent out. */
export interface OutgoingPicture {
  /** An absolute path. */
  path: string;
  size: number;
  mime: string;
  /** Made up by this host: a sender's name for a file stays in the house. */
  fileName: string;
}

/** Why a picture is not at an image host. */
export type ImageHostFailure =
  'timeout' | 'unreachable' | 'server_error' | 'refused' | 'bad_answer' | 'too_large' | 'aborted';

/** One place outside that keeps pictures: what to send it, and how to read its answer. Sends nothing itself. */
export interface ImageHost {
  name: ImageHostName;
  url: string;
  /** Larger pictures are not even offered. */
  maxBytes: number;
  headers: Readonly<Record<string, string>>;
  /** Fields beside the picture. */
  fields: Readonly<Record<string, string>>;
  /** The field that carries the picture. */
  fileField: string;
  /** What the parsed JSON of an answer with status 200 says. */
  read: (answer: unknown) => CallResult;
}

export type CallResult = { url: string } | { failure: ImageHostFailure };

/** A web address that can stand in a message. */
export const pictureUrlSchema = z.string().check(
  z.maxLength(LIMITS.imageHostUrlMaxChars),
  z.refine((text) => /^https?:\/\/[^\s"'<>\\]+$/.test(text) && URL.canParse(text)),
);
