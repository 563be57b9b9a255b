import type { KeyboardEvent } from 'react';

/** True while an input method (Chinese, Japanese, Korean …) holds the keys; Safari only says so by code 229. */
export function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
