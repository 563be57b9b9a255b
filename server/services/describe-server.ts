import type { ServerInfo } from '../protocol/http.ts';
import { PUBLIC_LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from './service-context.ts';

/** What anybody may know before they join. */
export function describeServer({ serverId, version, settings, directory }: ServiceContext): ServerInfo {
  const { serverName, joinPolicy, pin, files } = settings.get();
  return {
    id: serverId,
    name: serverName,
    version,
    setupRequired: !directory.hasOwner,
    join: { policy: joinPolicy, pinRequired: pin !== null },
    limits: { ...PUBLIC_LIMITS, fileMaxBytes: files.fileMaxBytes },
  };
}
