import { useCallback } from 'react';
import { hasText } from './i18n.ts';
import type { StringKey } from './strings.ts';
import { useStrings } from './use-strings.ts';

/** Says a refusal in the language shown; one that only a newer host knows, in the host's own words. */
export function useReason(): (failure: { code: string; message: string }) => string {
  const { t } = useStrings();
  return useCallback(
    ({ code, message }) => {
      const key = `error.${code}`;
      return isTextKey(key) ? t(key) : message;
    },
    [t],
  );
}

/** No error's text asks for values. */
function isTextKey(key: string): key is Extract<StringKey, `error.${string}`> {
  return hasText(key);
}
