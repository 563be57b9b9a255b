import { LIMITS } from '../../../server/protocol/limits.ts';

/** A random PIN. Of 256 values of a byte, the last six would make small digits likelier; they are drawn again. */
export function newPin(randomBytes: (count: number) => Uint8Array): string {
  let digits = '';
  while (digits.length < LIMITS.pinDigits) {
    for (const byte of randomBytes(LIMITS.pinDigits)) {
      if (byte < 250 && digits.length < LIMITS.pinDigits) digits += String(byte % 10);
    }
  }
  return digits;
}
