import { randomBytes } from 'node:crypto';
import type { LayOut } from '../storage/writer/commands/upkeep.ts';
import { FIRST_ROOMS, type FirstLanguage } from './first-rooms.ts';

const DEFAULT_NAME = 'Porchlight';

/** What a new host begins with; one that has been laid out keeps what it has. */
export function firstContent(name: string | null, language: FirstLanguage): LayOut {
  return {
    serverId: randomBytes(12).toString('hex'),
    cookieKey: randomBytes(32).toString('base64url'),
    serverName: name ?? DEFAULT_NAME,
    rooms: FIRST_ROOMS[language],
  };
}
