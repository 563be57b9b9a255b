/**
 * A fingerprint of a set of numbers: two streams with the same tally had the same messages, each as often. Lost and
 * doubled ones can't make up for each other, as the sum of their mixed numbers would tell.
 */
export class Tally {
  count = 0;
  private mixed = 0;

  add(index: number): void {
    this.count++;
    this.mixed = (this.mixed + mix(index)) | 0;
  }

  /** Adds all that another one holds. */
  addAll(other: Tally): void {
    this.count += other.count;
    this.mixed = (this.mixed + other.mixed) | 0;
  }

  /** Takes back what was added. */
  remove(index: number): void {
    this.count--;
    this.mixed = (this.mixed - mix(index)) | 0;
  }

  reset(): void {
    this.count = 0;
    this.mixed = 0;
  }

  isSameAs(other: Tally): boolean {
    return this.count === other.count && this.mixed === other.mixed;
  }
}

/** A bijection of 32-bit numbers that leaves no pattern (the finisher of MurmurHash3). */
function mix(index: number): number {
  let mixed = Math.imul(index ^ (index >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
