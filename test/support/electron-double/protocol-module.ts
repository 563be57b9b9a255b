import type { DoubleProtocol } from './protocol.ts';
import { createProtocol } from './protocol.ts';
import { session } from './session.ts';
import { strict } from './strict.ts';

const beforeReady = createProtocol();

/** The module's own `protocol`: privileges before ready, and the default session's handlers after it. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes) => beforeReady.registerSchemesAsPrivileged(schemes),
  handle: (scheme, handler) => session.defaultSession.protocol.handle(scheme, handler),
  unhandle: (scheme) => session.defaultSession.protocol.unhandle(scheme),
  isProtocolHandled: (scheme) => session.defaultSession.protocol.isProtocolHandled(scheme),
} satisfies Pick<
  DoubleProtocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
>);
