import { useCallback } from 'react';
import type { Failure } from '../client/types.ts';
import { hasText } from '../shared/i18n/i18n.ts';
import { useStrings } from '../shared/i18n/use-strings.ts';

/** Says a refusal in the language shown; one that only a newer host knows, in the host's own words. */
export function useReason(): (failure: Pick<Failure, 'code' | 'message'>) => string {
  const { t } = useStrings();
  return useCallback(({ code, message }) => (hasText(`error.${code}`) ? t(`error.${code}`) : message), [t]);
}
