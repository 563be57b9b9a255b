import type { ServerInfo } from '../protocol/http.ts';
import { PUBLIC_LIMITS } from '../protocol/limits.ts';
import type { ServiceContext } from './service-context.ts';

/** What anybody may know before they join. */
export function describeServer({
  serverId,
  version,
  settings,
  directory,
  online,
}: ServiceContext): ServerInfo {
  const { serverName, joinPolicy, pin, isJoiningPaused, files } = settings.get();
  return {
    id: serverId,
    name: serverName,
    version,
    setupRequired: !directory.hasOwner,
    join: { policy: joinPolicy, pinRequired: pin !== null, isPaused: isJoiningPaused },
    peopleOnline: online.onlineCount(),
    limits: { ...PUBLIC_LIMITS, fileMaxBytes: files.fileMaxBytes },
  };
}
