import { ipcMain, type WebContents } from 'electron';
import * as z from 'zod/mini';
import { ControlError } from '../server-process/control-link.ts';
import type { ShellLog } from '../shell/log.ts';
import { isAdminPage } from './check-sender.ts';
import {
  BRIDGE_CHANNEL,
  desktopSettingsChangeSchema,
  setUpRequestSchema,
  type BridgeResult,
  type DesktopBridge,
  type DesktopState,
} from './contract.ts';

/** What each function of the bridge takes, checked before anything is done. */
const ARGUMENTS = {
  setUp: z.tuple([setUpRequestSchema]),
  changeSettings: z.tuple([desktopSettingsChangeSchema]),
  openChat: z.tuple([]),
  openNearby: z.tuple([z.string().check(z.minLength(1), z.maxLength(200))]),
  openLogs: z.tuple([]),
  restartServer: z.tuple([]),
  setFullScreen: z.tuple([z.boolean()]),
  print: z.tuple([]),
  checkForUpdates: z.tuple([]),
} as const;

type CallName = keyof typeof ARGUMENTS;
/** Does the work of each function; what it throws becomes a failed result. */
export type BridgeWork = {
  [Name in CallName]: (...args: z.infer<(typeof ARGUMENTS)[Name]>) => void | Promise<void>;
} & { getState: () => DesktopState };

export interface BridgeOptions {
  work: BridgeWork;
  admin: () => WebContents | null;
  /** The sentence for a code, in the shell's language. */
  sentence: (code: string, fallback: string) => string;
  log: ShellLog;
}

/** Answers the admin page, and nobody else. */
export function registerBridge({ work, admin, sentence, log }: BridgeOptions): void {
  const handle = (name: keyof DesktopBridge, answer: (args: unknown[]) => unknown): void => {
    ipcMain.handle(`${BRIDGE_CHANNEL}${name}`, (event, ...args: unknown[]) => {
      if (!isAdminPage(event, admin())) {
        log.warn('bridge_stranger_refused', { name });
        throw new Error('forbidden');
      }
      return answer(args);
    });
  };
  const failed = (code: string, fallback: string): BridgeResult => ({
    ok: false,
    code,
    message: sentence(code, fallback),
  });

  handle('getState', () => work.getState());
  for (const name of Object.keys(ARGUMENTS) as CallName[]) {
    handle(name, async (args): Promise<BridgeResult> => {
      const parsed = z.safeParse(ARGUMENTS[name], args);
      if (!parsed.success) {
        log.warn('bridge_bad_arguments', { name });
        return failed('bad_request', 'This request is not understood.');
      }
      try {
        // The schema of this very name has just parsed them.
        await (work[name] as (...parsedArgs: unknown[]) => void | Promise<void>)(...parsed.data);
        return { ok: true };
      } catch (error) {
        if (error instanceof ControlError) return failed(error.code, error.message);
        if (hasCode(error)) return failed(error.code, error.message);
        log.error('bridge_call_failed', { name, reason: String(error) });
        return failed('internal', 'Something went wrong.');
      }
    });
  }
}

function hasCode(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[a-z_]+$/.test(error.code)
  );
}
