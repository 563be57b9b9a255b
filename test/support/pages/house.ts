import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, type LaunchOptions } from '../browser.ts';
import { startHost, type HostOptions, type HostProcess } from '../host-process.ts';
import { setUpOwner } from '../people.ts';

/** What the tests of one file share: a browser, and a host that OWNER has set up. */
export interface House {
  readonly browser: Browser;
  readonly host: HostProcess;
  /** OWNER's token for the API; their one session, as long as they do not sign in anywhere. */
  readonly ownerToken: string;
}

/** Opens it before the file's first test and closes it after the last. */
export function openHouse(options: HostOptions & LaunchOptions = {}): House {
  let house: House | undefined;
  beforeAll(async () => {
    const [browser, host] = await Promise.all([launchBrowser(options), startHost(options)]);
    const { token } = await setUpOwner(host);
    house = { browser, host, ownerToken: token };
  });
  afterAll(async () => {
    await house?.browser.close();
    await house?.host.stop();
  });
  const now = (): House => {
    if (house === undefined) throw new Error('The house opens before the first test.');
    return house;
  };
  return {
    get browser() {
      return now().browser;
    },
    get host() {
      return now().host;
    },
    get ownerToken() {
      return now().ownerToken;
    },
  };
}
