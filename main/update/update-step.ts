import type { DesktopState } from '../bridge/contract.ts';
import type { Texts } from '../texts/texts.ts';

export type UpdateFailure = keyof Texts['update']['failed'];

/** How far the check for updates is. */
export type UpdateStep =
  | { status: 'off' }
  | { status: 'idle'; isChecked: boolean }
  | { status: 'checking' }
  /** `isByHand` where it is not fetched by itself. */
  | { status: 'available'; version: string; isByHand: boolean }
  | { status: 'ready'; version: string }
  | { status: 'failed'; failure: UpdateFailure };

/** A step as windows show it. */
export function updateState(step: UpdateStep, { update: texts }: Texts): DesktopState['update'] {
  const { status } = step;
  switch (status) {
    case 'off':
    case 'checking':
      return { status, version: null, message: null };
    case 'idle':
      return { status, version: null, message: step.isChecked ? texts.upToDate : null };
    case 'available': {
      const message = step.isByHand ? texts.availableByHand(step.version) : texts.available(step.version);
      return { status, version: step.version, message };
    }
    case 'ready':
      return { status, version: step.version, message: texts.ready(step.version) };
    case 'failed':
      return { status, version: null, message: texts.failed[step.failure] };
  }
}

/**
 * Whether what a feed names may be fetched and installed by itself. The check sum stands in the same list as the
 * file, so over plain http anybody on the network could send both.
 */
export function mayInstallFrom(feed: string): boolean {
  return URL.parse(feed)?.protocol === 'https:';
}

/** What a failure of electron-updater means to a person. */
export function updateFailure(error: unknown): UpdateFailure {
  const code = codeOf(error);
  if (/^net::ERR_|^E(CONN|HOST|NET|TIMEDOUT|PIPE|AI_)|^ENOTFOUND$/.test(code)) return 'unreachable';
  if (/^(HTTP_ERROR_404|ERR_UPDATER_CHANNEL_FILE_NOT_FOUND)$/.test(code)) return 'not_found';
  if (code.startsWith('HTTP_ERROR_')) return 'unreachable';
  if (/^ERR_(CHECKSUM_MISMATCH|UPDATER_INVALID_SIGNATURE|UPDATER_NO_CHECKSUM)$/.test(code))
    return 'not_trusted';
  if (/^ERR_UPDATER_(INVALID_|NO_FILES|ZIP_FILE|ASSET)/.test(code)) return 'not_a_feed';
  if (/^(ENOENT|ERR_UPDATER_OLD_FILE_NOT_FOUND|update_unsupported)$/.test(code)) return 'unsupported';
  return 'internal';
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Electron's network errors carry their code in their text alone.
  return /net::ERR_\w+/.exec(error.message)?.[0] ?? '';
}
