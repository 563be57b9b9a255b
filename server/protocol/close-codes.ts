/** Why the host ended a WebSocket. 4xxx are ours (RFC 6455 §7.4.2), the rest are the RFC's own. */
export const CLOSE = {
  hostStopping: 1001,
  tooLarge: 1009,
  tryLater: 1013,
  badFrame: 4400,
  notSignedIn: 4401,
  removed: 4403,
  timeout: 4408,
  signedInElsewhere: 4409,
  tooMany: 4429,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
