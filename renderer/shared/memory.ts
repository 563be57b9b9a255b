const PREFIX = 'porchlight.';

/** Reads a small choice kept in this browser; null where there is none or storage is forbidden. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Keeps a small choice in this browser. Private windows may refuse, and then it lasts as long as the page. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Nothing depends on it.
  }
}
