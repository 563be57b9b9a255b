import { initial } from './0001-initial.ts';
import { files } from './0002-files.ts';
import { pictures } from './0003-pictures.ts';
import { roomModes } from './0004-room-modes.ts';
import { confirmations } from './0005-confirmations.ts';
import type { Migration } from './migration.ts';

/** All migrations, oldest first. New ones are added at the end. */
export const MIGRATIONS: readonly Migration[] = [initial, files, pictures, roomModes, confirmations];
