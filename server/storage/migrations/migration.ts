import type { Connection } from '../connection.ts';

/** One step of the schema. Append-only: a migration that has shipped is never edited. */
export interface Migration {
  /** The file's `user_version` after it. Versions are consecutive from 1. */
  version: number;
  sql: string;
  /** For what SQL alone can't say; runs after `sql`, in the same transaction. */
  run?: (db: Connection) => void;
}
