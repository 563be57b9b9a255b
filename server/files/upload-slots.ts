import { AppError } from '../protocol/errors.ts';
import { LIMITS } from '../protocol/limits.ts';

/** How many files each person is sending just now. */
export class UploadSlots {
  private readonly counts = new Map<number, number>();

  /** Runs `work` with one of the person's slots. @throws AppError `too_many_uploads` */
  async run<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const count = this.counts.get(userId) ?? 0;
    if (count >= LIMITS.uploadsAtOncePerUser) {
      throw new AppError('too_many_uploads', { max: LIMITS.uploadsAtOncePerUser });
    }
    this.counts.set(userId, count + 1);
    try {
      return await work();
    } finally {
      const left = (this.counts.get(userId) ?? 1) - 1;
      if (left > 0) this.counts.set(userId, left);
      else this.counts.delete(userId);
    }
  }
}
