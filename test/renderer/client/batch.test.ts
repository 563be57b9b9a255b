import { describe, expect, it, vi } from 'vitest';
import { createBatch, createListeners } from '../../../renderer/client/batch.ts';

describe('a batch', () => {
  it('publishes each touched thing once, after the outermost work', () => {
    const batch = createBatch();
    const publish = vi.fn();
    batch.run(() => {
      batch.touch(publish);
      batch.run(() => {
        batch.touch(publish);
      });
      expect(publish).not.toHaveBeenCalled();
    });
    expect(publish).toHaveBeenCalledOnce();
  });

  it('publishes at once where no work is running', () => {
    const publish = vi.fn();
    createBatch().touch(publish);
    expect(publish).toHaveBeenCalledOnce();
  });

  it('publishes what was done before work failed', () => {
    const batch = createBatch();
    const publish = vi.fn();
    expect(() => {
      batch.run(() => {
        batch.touch(publish);
        throw new Error('broken');
      });
    }).toThrow('broken');
    expect(publish).toHaveBeenCalledOnce();
  });
});

describe('listeners', () => {
  it('are told until they leave, even one that leaves while being told', () => {
    const listeners = createListeners();
    const other = vi.fn();
    const leave = listeners.subscribe(() => {
      leave();
    });
    listeners.subscribe(other);
    listeners.notify();
    listeners.notify();
    expect(other).toHaveBeenCalledTimes(2);
    expect(listeners.count()).toBe(1);
  });
});
