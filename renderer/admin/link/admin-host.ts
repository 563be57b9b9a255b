import type { DoctorReport, NearbyAnswer } from '../../../server/protocol/admin.ts';
import type { Settings, UpdateSettingsRequest } from '../../../server/protocol/http.ts';
import type { Effects } from '../../client/effects.ts';
import { createHttpCall, type ApiResult } from '../../client/http-call.ts';
import { DOCTOR_TIMEOUT_MS } from './link-limits.ts';
import { createLiveHost, type LiveHost } from './live-host.ts';

export type HostChange = UpdateSettingsRequest;

/** What an owner or admin can see of a host and ask of it. Nothing here throws or rejects. */
export interface AdminHost {
  live: LiveHost;
  changeSettings: (change: HostChange) => Promise<ApiResult<Settings>>;
  runDoctor: () => Promise<ApiResult<DoctorReport>>;
  getNearby: () => Promise<ApiResult<NearbyAnswer>>;
}

/** The host at this page's own address. */
export function openAdminHost(effects: Effects): AdminHost {
  const call = createHttpCall(effects);
  return {
    live: createLiveHost(effects),
    changeSettings: (change) => call('PATCH', '/admin/settings', change),
    runDoctor: () => call('POST', '/admin/doctor', undefined, DOCTOR_TIMEOUT_MS),
    getNearby: () => call('GET', '/admin/nearby'),
  };
}
