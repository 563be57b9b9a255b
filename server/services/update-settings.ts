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
  const { serverName, files, imageHosts, ...own } = request;
  const before = context.settings.get();
  await storeSettings(context, {
    ...given(before, own),
    files: given(before.files, files),
    imageHosts: given(before.imageHosts, imageHosts),
  });
  if (serverName !== undefined) await renameServer(context, serverName);
  return publicSettings(context.settings.get());
}

/** Lets nobody new in for a while, or again; asked for by the host's own window. */
export async function pauseJoining(context: ServiceContext, isJoiningPaused: boolean): Promise<void> {
  await storeSettings(context, { ...context.settings.get(), isJoiningPaused });
}

async function storeSettings({ writer, settings }: ServiceContext, values: HostSettings): Promise<void> {
  await writer.submit('setMeta', { values: settingsToMeta(values) });
  settings.set({ ...values, serverName: settings.get().serverName });
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
