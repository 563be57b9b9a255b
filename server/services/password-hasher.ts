import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import pLimit from 'p-limit';
import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';

const HASH_BYTES = 32;
const SALT_BYTES = 16;

interface Cost {
  N: number;
  r: number;
  p: number;
}

/**
 * Passwords by scrypt at OWASP's cost, off the event loop in libuv's pool. A few at a time: a room full of
 * people signing in must not keep the pool's other users (files, names) waiting.
 */
export class PasswordHasher {
  private readonly limit = pLimit(LIMITS.scryptConcurrency);
  private readonly cost: Cost = {
    N: LIMITS.scryptCost,
    r: LIMITS.scryptBlockSize,
    p: LIMITS.scryptParallelization,
  };

  /** @returns `scrypt$N$r$p$salt$hash`. @throws AppError `busy` where too many wait */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.derive(password, salt, this.cost);
    const { N, r, p } = this.cost;
    return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  }

  /**
   * Compares at the same cost whether or not there is a hash, so that the time taken doesn't tell which
   * names exist. @throws AppError `busy` where too many wait
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    const parsed = stored === null ? null : parse(stored);
    const { cost, salt, hash } = parsed ?? {
      cost: this.cost,
      salt: Buffer.alloc(SALT_BYTES),
      hash: Buffer.alloc(HASH_BYTES),
    };
    const derived = await this.derive(password, salt, cost);
    return timingSafeEqual(derived, hash) && parsed !== null;
  }

  private derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
    if (this.limit.pendingCount >= LIMITS.scryptQueueMax) return Promise.reject(new AppError('busy'));
    return this.limit(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          const options = { ...cost, maxmem: 256 * cost.N * cost.r };
          // NFKC, so that the same password typed on another keyboard or system is the same (RFC 8265).
          scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) => {
            if (error) reject(error);
            else resolve(hash);
          });
        }),
    );
  }
}

function parse(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } | null {
  const [scheme, N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !N || !r || !p || !salt || !hash) return null;
  const bytes = Buffer.from(hash, 'base64url');
  if (bytes.length !== HASH_BYTES) return null;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: bytes,
  };
}
