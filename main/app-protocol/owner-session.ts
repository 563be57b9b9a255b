/** The owner's bearer token, which no page ever sees. */
export interface OwnerSession {
  /** The present token, or a new one where there is none. @throws ControlError */
  token: () => Promise<string>;
  /** A token that came with the owner's making. */
  keep: (token: string) => void;
  /** The host refused this token; the next call gets a new one. */
  drop: (token: string) => void;
}

/** @param ask for a new session; never asked for twice at once */
export function ownerSession(ask: () => Promise<{ token: string }>): OwnerSession {
  let present: string | null = null;
  let asking: Promise<string> | null = null;
  return {
    async token() {
      if (present !== null) return present;
      asking ??= ask()
        .then(({ token }) => (present = token))
        .finally(() => {
          asking = null;
        });
      return asking;
    },
    keep: (token) => {
      present = token;
    },
    drop: (token) => {
      if (present === token) present = null;
    },
  };
}
