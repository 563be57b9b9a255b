import { joinPolicySchema, type Settings } from '../protocol/http.ts';

/** Settings as they stand in the database's `meta` table, with the values that hold until someone changes them. */
export class SettingsStore {
  private values: Settings;

  constructor(meta: Record<string, string>) {
    this.values = {
      serverName: meta['server_name'] ?? 'Porchlight',
      joinPolicy: joinPolicySchema.safeParse(meta['join_policy']).data ?? 'open',
      pin: meta['pin'] ?? null,
      oneSessionPerAccount: meta['one_session_per_account'] !== 'no',
    };
  }

  get(): Settings {
    return this.values;
  }

  /** Takes over what has been stored. */
  set(values: Settings): void {
    this.values = values;
  }
}

/** The `meta` rows that hold these settings; the name has its own command, since everybody is told of it. */
export function settingsToMeta(settings: Settings): Record<string, string | null> {
  return {
    join_policy: settings.joinPolicy,
    pin: settings.pin,
    one_session_per_account: settings.oneSessionPerAccount ? 'yes' : 'no',
  };
}
