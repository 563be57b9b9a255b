import * as z from 'zod/mini';
import {
  imageHostNameSchema,
  joinPolicySchema,
  type FileSettings,
  type ImageHostName,
  type JoinPolicy,
  type Settings,
} from '../protocol/http.ts';
import { LIMITS } from '../protocol/limits.ts';

/** Settings as the host itself works with them. Holds secrets: only `publicSettings` may leave the host. */
export interface HostSettings {
  serverName: string;
  joinPolicy: JoinPolicy;
  pin: string | null;
  oneSessionPerAccount: boolean;
  wifiName: string | null;
  isJoiningPaused: boolean;
  /** Shown in the QR code while it is there. */
  chosenAddress: string | null;
  /** Tried first at every start; null where the port of the last run is. */
  port: number | null;
  files: FileSettings;
  imageHosts: {
    enabled: boolean;
    order: ImageHostName[];
    freeimageKey: string | null;
    smmsToken: string | null;
  };
}

const DEFAULT_ORDER: ImageHostName[] = ['freeimage', 'smms'];
const orderSchema = z.array(imageHostNameSchema).check(z.minLength(1));

/** Settings as they stand in the database's `meta` table, with the values that hold until someone changes them. */
export class SettingsStore {
  private values: HostSettings;

  constructor(meta: Record<string, string>) {
    this.values = {
      serverName: meta['server_name'] ?? 'Porchlight',
      joinPolicy: joinPolicySchema.safeParse(meta['join_policy']).data ?? 'open',
      pin: meta['pin'] ?? null,
      oneSessionPerAccount: meta['one_session_per_account'] !== 'no',
      wifiName: meta['wifi_name'] ?? null,
      isJoiningPaused: meta['joining_paused'] === 'yes',
      chosenAddress: meta['chosen_address'] ?? null,
      port: portOrNull(meta['chosen_port']),
      files: {
        fileMaxBytes: bytesOr(meta['file_max_bytes'], LIMITS.fileMaxBytes),
        userQuotaBytes: bytesOr(meta['user_quota_bytes'], LIMITS.userQuotaBytes),
        totalQuotaBytes: bytesOr(meta['total_quota_bytes'], LIMITS.totalQuotaBytes),
      },
      imageHosts: {
        enabled: meta['image_hosts'] === 'yes',
        order: orderSchema.safeParse(meta['image_host_order']?.split(',')).data ?? DEFAULT_ORDER,
        freeimageKey: meta['freeimage_key'] ?? null,
        smmsToken: meta['smms_token'] ?? null,
      },
    };
  }

  get(): HostSettings {
    return this.values;
  }

  /** Takes over what has been stored. */
  set(values: HostSettings): void {
    this.values = values;
  }
}

/** The `meta` rows that hold these settings; the name has its own command, since everybody is told of it. */
export function settingsToMeta(settings: HostSettings): Record<string, string | null> {
  const { files, imageHosts } = settings;
  return {
    join_policy: settings.joinPolicy,
    pin: settings.pin,
    one_session_per_account: settings.oneSessionPerAccount ? 'yes' : 'no',
    wifi_name: settings.wifiName,
    joining_paused: settings.isJoiningPaused ? 'yes' : 'no',
    chosen_address: settings.chosenAddress,
    chosen_port: settings.port === null ? null : String(settings.port),
    file_max_bytes: String(files.fileMaxBytes),
    user_quota_bytes: String(files.userQuotaBytes),
    total_quota_bytes: String(files.totalQuotaBytes),
    image_hosts: imageHosts.enabled ? 'yes' : 'no',
    image_host_order: imageHosts.order.join(','),
    freeimage_key: imageHosts.freeimageKey,
    smms_token: imageHosts.smmsToken,
  };
}

/** The settings as an admin sees them: of a secret, whether there is one. */
export function publicSettings(settings: HostSettings): Settings {
  const { enabled, order, freeimageKey, smmsToken } = settings.imageHosts;
  return {
    serverName: settings.serverName,
    joinPolicy: settings.joinPolicy,
    pin: settings.pin,
    oneSessionPerAccount: settings.oneSessionPerAccount,
    wifiName: settings.wifiName,
    isJoiningPaused: settings.isJoiningPaused,
    chosenAddress: settings.chosenAddress,
    port: settings.port,
    files: settings.files,
    imageHosts: {
      enabled,
      order,
      hasFreeimageKey: freeimageKey !== null,
      hasSmmsToken: smmsToken !== null,
    },
  };
}

function portOrNull(stored: string | undefined): number | null {
  const port = stored?.trim() ? Number(stored) : Number.NaN;
  return Number.isInteger(port) && port >= LIMITS.portMin && port <= LIMITS.portMax ? port : null;
}

function bytesOr(stored: string | undefined, fallback: number): number {
  const bytes = stored?.trim() ? Number(stored) : Number.NaN;
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : fallback;
}
