import { setTimeout as delay } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import type { Player } from './dialect.ts';
import { HttpClient } from './http-client.ts';

export interface JoinStormSpec {
  /** Everybody comes within so long. */
  overMs: number;
  /** Whether each must make an account first, over HTTP, as a newcomer's page does. */
  makesAccounts: boolean;
}

/** Everybody comes at once, and each hears of all the others. @returns how long it took until the last of them knew */
export async function joinStorm(crowd: Crowd, { overMs, makesAccounts }: JoinStormSpec): Promise<number> {
  const { address, players } = crowd.spec;
  const client = new HttpClient(address, 64);
  const startedAt = performance.now();
  try {
    await Promise.all(
      players.map(async (player, index) => {
        await delay(Math.max(0, startedAt + (overMs * index) / players.length - performance.now()));
        crowd.add(makesAccounts ? await withAccount(client, player) : player, null);
      }),
    );
    await crowd.untilAllKnown(players.length);
    return performance.now() - startedAt;
  } finally {
    client.close();
  }
}

async function withAccount(client: HttpClient, player: Player): Promise<Player> {
  const { status, body } = await client.call({
    method: 'POST',
    path: '/api/v1/join',
    body: { username: player.name },
  });
  if (status !== 201) throw new Error(`${player.name} could not join: ${status} ${body}`);
  return { ...player, token: (JSON.parse(body) as { token: string }).token };
}
