/** Values below this are counted each for itself; above, each doubling is split into half as many steps (under 1 % wide). */
const STEPS = 256;
const HALF = STEPS / 2;
const STEP_BITS = 8;
/** Up to some 35 minutes in microseconds; more counts as that. */
const VALUE_MAX = 2 ** 31 - 1;
const OCTAVES = 31 - STEP_BITS;

/**
 * Counts of latencies, in the manner of HdrHistogram (http://hdrhistogram.org): fixed memory, no sorting, a relative
 * error below 1 % from a microsecond to half an hour. Values are whole microseconds.
 */
export class Histogram {
  private readonly counts = new Float64Array(STEPS + OCTAVES * HALF);
  private total = 0;
  private largest = 0;

  get count(): number {
    return this.total;
  }

  /** The largest value, exactly; 0 where nothing was counted. */
  get max(): number {
    return this.largest;
  }

  /** Counts `times` occurrences of a value; what is below zero counts as zero. */
  record(micros: number, times = 1): void {
    const value = micros <= 0 ? 0 : micros >= VALUE_MAX ? VALUE_MAX : (micros + 0.5) | 0;
    const slot = slotOf(value);
    this.counts[slot] = (this.counts[slot] ?? 0) + times;
    this.total += times;
    if (value > this.largest) this.largest = value;
  }

  /** The value below or at which `percent` of all counted values lie, as the upper edge of its step. 0 where there are none. */
  percentile(percent: number): number {
    const wanted = Math.max(1, Math.ceil((percent / 100) * this.total));
    let seen = 0;
    for (const [slot, count] of this.counts.entries()) {
      seen += count;
      if (seen >= wanted) return Math.min(upperEdge(slot), this.largest);
    }
    return this.largest;
  }

  reset(): void {
    this.counts.fill(0);
    this.total = 0;
    this.largest = 0;
  }
}

function slotOf(value: number): number {
  if (value < STEPS) return value;
  const octave = 32 - STEP_BITS - Math.clz32(value);
  return STEPS + (octave - 1) * HALF + (value >>> octave) - HALF;
}

function upperEdge(slot: number): number {
  if (slot < STEPS) return slot;
  const octave = Math.floor((slot - STEPS) / HALF) + 1;
  const step = ((slot - STEPS) % HALF) + HALF;
  return (step + 1) * 2 ** octave - 1;
}
