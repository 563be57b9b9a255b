import type { Settings, UpdateSettingsRequest } from '../protocol/http.ts';
import { requireAdmin } from './accounts.ts';
import type { ServiceContext } from './service-context.ts';
import { publicSettings, settingsToMeta, type HostSettings } from './settings.ts';

/** @throws AppError `forbidden` */
export function readSettings(context: ServiceContext, userId: number): Settings {
  requireAdmin(context, userId);
  return publicSettings(context.settings.get());
}

/** Changes what is given, keeps the rest; holds at once. @throws AppError `forbidden` */
export async function updateSettings(
  context: ServiceContext,
  userId: number,
  request: UpdateSettingsRequest,
): Promise<Settings> {
  requireAdmin(context, userId);
  const { serverName, joinPolicy, pin, oneSessionPerAccount, files, imageHosts } = request;
  const before = context.settings.get();
  const settings: HostSettings = {
    serverName: before.serverName,
    joinPolicy: joinPolicy ?? before.joinPolicy,
    pin: pin === undefined ? before.pin : pin,
    oneSessionPerAccount: oneSessionPerAccount ?? before.oneSessionPerAccount,
    files: given(before.files, files),
    imageHosts: given(before.imageHosts, imageHosts),
  };
  await context.writer.submit('setMeta', { values: settingsToMeta(settings) });
  context.settings.set(settings);
  if (serverName !== undefined) await renameServer(context, serverName);
  return publicSettings(context.settings.get());
}

/** Gives the network another name and tells everybody. */
export async function renameServer({ settings, writer }: ServiceContext, name: string): Promise<void> {
  if (name === settings.get().serverName) return;
  await writer.submit('renameServer', { name });
  settings.set({ ...settings.get(), serverName: name });
}

/** `before` with every field of `change` that is not undefined. */
function given<Fields extends object>(
  before: Fields,
  change: { [Key in keyof Fields]?: Fields[Key] | undefined } = {},
): Fields {
  const defined = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...before, ...(Object.fromEntries(defined) as Partial<Fields>) };
}
