import type { Logger } from '../../logging/logger.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { openBonjour } from '../bonjour.ts';

const QUESTIONS = 3;

/**
 * Asks for a `.local` name on one network, through a socket of its own as another program would, and tells whether
 * the answer is this address. Never throws: a socket that can't be had is an answer too.
 *
 * @param address the IPv4 address of the interface
 */
export async function isNameAnswered(address: string, hostName: string, logger: Logger): Promise<boolean> {
  let bonjour: ReturnType<typeof openBonjour>['bonjour'] | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<boolean>((resolve) => {
      const opened = openBonjour(address, (event, error) => logger.debug(event, { address, error }));
      bonjour = opened.bonjour;
      const { mdns } = opened.server;
      mdns.on('response', ({ answers = [], additionals = [] }) => {
        const isAnswer = [...answers, ...additionals].some(
          ({ name, type, data }) =>
            type === 'A' && name.toLowerCase() === hostName.toLowerCase() && data === address,
        );
        if (isAnswer) resolve(true);
      });
      let asked = 0;
      const ask = (): void => {
        if (asked++ === QUESTIONS) resolve(false);
        else mdns.query([{ name: hostName, type: 'A' }]);
      };
      // Only once it has joined the network is an answer heard.
      mdns.on('networkInterface', ask);
      timer = setInterval(ask, LIMITS.doctorMdnsTimeoutMs / QUESTIONS);
    });
  } catch (error) {
    logger.debug('mdns_socket_failed', { address, error });
    return false;
  } finally {
    clearInterval(timer);
    bonjour?.destroy();
  }
}
