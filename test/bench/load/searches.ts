import { setTimeout as delay } from 'node:timers/promises';
import type { SearchAnswer } from '../../../server/protocol/search-http.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { CHINESE_SENTENCES, ENGLISH_SENTENCES } from '../seed-data/corpus.ts';
import type { Address } from './connection.ts';
import { Histogram } from './histogram.ts';
import { HttpClient } from './http-client.ts';

export interface SearchSpec {
  address: Address;
  tokens: string[];
  searches: number;
  warmUpSearches: number;
}

const LOOK_AGAIN_MS = 200;

/** Asks for something else each time: words, beginnings, phrases, one to three characters, with and without filters. */
export async function runSearches(spec: SearchSpec): Promise<{ p50: number; p99: number; hits: number }> {
  const random = seededRandom(11);
  const client = new HttpClient(spec.address, 1);
  const micros = new Histogram();
  let hits = 0;
  try {
    for (let index = 0; index < spec.warmUpSearches + spec.searches; index++) {
      const { answer, ms } = await search(client, random.pick(spec.tokens), question(random));
      if (index < spec.warmUpSearches) continue;
      micros.record(ms * 1000);
      hits += answer.hits.length;
    }
  } finally {
    client.close();
  }
  return { p50: micros.percentile(50) / 1000, p99: micros.percentile(99) / 1000, hits };
}

/** Waits until every message is in the index. @returns seconds from the call on; 0 where they were all in already */
export async function awaitIndex({ address, token }: { address: Address; token: string }): Promise<number> {
  const client = new HttpClient(address, 1);
  const started = performance.now();
  try {
    let looks = 0;
    while ((await search(client, token, 'nothing')).answer.isIndexing) {
      looks++;
      await delay(LOOK_AGAIN_MS);
    }
    return looks === 0 ? 0 : (performance.now() - started) / 1000;
  } finally {
    client.close();
  }
}

async function search(
  client: HttpClient,
  token: string,
  q: string,
): Promise<{ answer: SearchAnswer; ms: number }> {
  const path = `/api/v1/search?q=${encodeURIComponent(q)}`;
  const { status, body, ms } = await client.call({ path, token });
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
  return { answer: JSON.parse(body) as SearchAnswer, ms };
}

function question(random: SeededRandom): string {
  const words = random.next() < 0.5 ? chinese(random) : english(random);
  const filter = random.between(1, 10);
  if (filter === 1) return `${words} from:me`;
  return filter === 2 ? `${words} before:2030-01-01` : words;
}

function chinese(random: SeededRandom): string {
  const sentence = random.pick(CHINESE_SENTENCES);
  const start = random.between(0, Math.max(0, sentence.length - 3));
  return sentence.slice(start, start + random.between(1, 3));
}

function english(random: SeededRandom): string {
  const words = random
    .pick(ENGLISH_SENTENCES)
    .split(/[^A-Za-z]+/)
    .filter(Boolean);
  const [first, second] = [random.pick(words), random.pick(words)];
  const kind = random.between(1, 4);
  if (kind === 1) return first;
  if (kind === 2) return first.slice(0, 3);
  return kind === 3 ? `${first} ${second}` : `"${words.slice(0, 3).join(' ')}"`;
}
