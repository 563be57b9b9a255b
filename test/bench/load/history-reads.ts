import { seededRandom } from '../../support/seeded-random.ts';
import type { Address } from './connection.ts';
import { Histogram } from './histogram.ts';
import { HttpClient } from './http-client.ts';

export interface HistorySpec {
  address: Address;
  tokens: string[];
  roomIds: string[];
  /** Pages begin anywhere below this. */
  maxSeq: number;
  pages: number;
  warmUpPages: number;
}

/** Reads pages one after another, each somewhere else in the history. @returns milliseconds for each */
export async function readHistoryPages(
  spec: HistorySpec,
): Promise<{ p50: number; p99: number; messages: number }> {
  const random = seededRandom(7);
  const client = new HttpClient(spec.address, 1);
  const micros = new Histogram();
  let messages = 0;
  try {
    for (let page = 0; page < spec.warmUpPages + spec.pages; page++) {
      const before = random.between(1, spec.maxSeq);
      const path = `/api/v1/rooms/${random.pick(spec.roomIds)}/messages?before=${before}&limit=50`;
      const { status, body, ms } = await client.call({ path, token: random.pick(spec.tokens) });
      if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
      if (page < spec.warmUpPages) continue;
      micros.record(ms * 1000);
      messages += body.split('"clientMessageId"').length - 1;
    }
  } finally {
    client.close();
  }
  return { p50: micros.percentile(50) / 1000, p99: micros.percentile(99) / 1000, messages };
}
