import type { Migration } from './migration.ts';

/** What a picture looks like before it is there, and whether a smaller one of it can be had. */
export const pictures: Migration = {
  version: 3,
  sql: `
    -- The base64 of a WebP of a few pixels; NULL for what is no picture, and for pictures of earlier versions.
    ALTER TABLE blobs ADD COLUMN preview TEXT;
    ALTER TABLE blobs ADD COLUMN has_thumbnail INTEGER NOT NULL DEFAULT 0;
  `,
};
