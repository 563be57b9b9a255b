const KEY = 'porchlight.setupToken';

/**
 * Reads the one-time token from the address and strips it there at once, so that it is in no history entry,
 * screenshot or shared link. A reload of this tab still finds it.
 */
export function takeSetupToken(): string {
  const url = new URL(window.location.href);
  const token = url.searchParams.get('token');
  if (token !== null) {
    url.searchParams.delete('token');
    window.history.replaceState(null, '', url.pathname + url.search);
    keep(token);
    return token;
  }
  return kept();
}

/** The token has done its work. */
export function forgetSetupToken(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // It was never kept.
  }
}

function keep(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // A reload will ask for the link again.
  }
}

function kept(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
