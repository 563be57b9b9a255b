import type { HostState } from '../protocol/admin.ts';
import { LIMITS } from '../protocol/limits.ts';

/** A state of the host, and the same as JSON, made once for all who are told. */
export interface StateNews {
  state: HostState;
  json: string;
}

type Listener = (news: StateNews) => void;

/** Tells of the host's state on change, at most once a second; looks only while somebody listens. */
export class HostFeed {
  private readonly describe: () => HostState;
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;
  private lastJson = '';

  constructor(describe: () => HostState) {
    this.describe = describe;
  }

  now(): StateNews {
    const state = this.describe();
    return { state, json: JSON.stringify(state) };
  }

  /** Calls back on every change from now on. @returns what ends it */
  watch(listener: Listener): () => void {
    // The others have been told the last one; this listener asks by itself for what is now.
    if (this.listeners.size === 0) this.lastJson = this.now().json;
    this.listeners.add(listener);
    if (!this.timer) {
      this.timer = setInterval(() => this.look(), LIMITS.hostStateIntervalMs);
      this.timer.unref();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  /** Ends the looking; nobody is told anything any more. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.listeners.clear();
  }

  private look(): void {
    const news = this.now();
    if (news.json === this.lastJson) return;
    this.lastJson = news.json;
    for (const listener of [...this.listeners]) listener(news);
  }
}
