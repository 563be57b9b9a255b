import { onTestFinished } from 'vitest';
import type { SignedIn } from '../../server/protocol/http.ts';
import type { HostProcess } from './host-process.ts';
import { joinAs } from './people.ts';
import type { SeededRandom } from './seeded-random.ts';
import { SteadySender } from './steady-sender.ts';
import { until } from './until.ts';

const EMOJI = ['👍', '🎉', '❤️', '👀', '🌧️'];

/** Steady senders who write, edit and react all the time, whether or not the host is there. */
export class SteadyCrowd {
  readonly people: readonly SignedIn[];
  readonly senders: readonly SteadySender[];
  private readonly random: SeededRandom;
  private readonly edited = new Set<string>();
  private readonly reacted = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  /** Joins `count` people and connects each of them; gone at the end of the test. */
  static async gather(host: HostProcess, count: number, random: SeededRandom): Promise<SteadyCrowd> {
    const people: SignedIn[] = [];
    for (let index = 0; index < count; index++) people.push(await joinAs(host, `Guest ${index + 1}`));
    const crowd = new SteadyCrowd(host.url, people, random);
    onTestFinished(() => crowd.leave());
    for (const sender of crowd.senders) sender.connect();
    await crowd.untilLive();
    return crowd;
  }

  private constructor(hostUrl: string, people: readonly SignedIn[], random: SeededRandom) {
    this.people = people;
    this.random = random;
    this.senders = people.map((person) => new SteadySender(hostUrl, person));
  }

  /** From now on somebody does something every few milliseconds. `roomsOf` says where each may write. */
  startWriting(everyMs: number, roomsOf: (sender: SteadySender) => readonly string[]): void {
    this.timer = setInterval(() => {
      for (let act = 0; act < 3; act++) this.act(this.random.pick(this.senders), roomsOf);
    }, everyMs);
  }

  stopWriting(): void {
    clearInterval(this.timer);
  }

  /** Everybody writes `each` messages at the same moment. */
  burst(each: number, roomId: string): void {
    for (let round = 0; round < each; round++) {
      for (const sender of this.senders) sender.post(roomId, 'all at once');
    }
  }

  untilLive(patienceMs?: number): Promise<void> {
    return until(
      () => this.senders.every((sender) => sender.isLive),
      () => `${this.senders.filter((sender) => !sender.isLive).length} clients are not connected`,
      patienceMs,
    );
  }

  /** Until whatever was written has been answered, and everybody holds the last word, said in this room. */
  async untilSettled(roomId: string, patienceMs?: number): Promise<void> {
    await until(
      () => this.senders.every((sender) => sender.waitingCount === 0),
      () =>
        this.senders
          .filter((sender) => sender.waitingCount > 0)
          .map(
            (sender) =>
              `${sender.name} waits for ${sender.waitingCount} answers; ${sender.faults.join('; ')}`,
          )
          .join('\n'),
      patienceMs,
    );
    const last = this.random.pick(this.senders).post(roomId, 'and that was all');
    await until(() => last.acks.length > 0, 'an ack for the last word', patienceMs);
    await until(
      () => this.senders.every((sender) => sender.seq !== null && sender.seq >= last.acks[0]!.seq),
      () => `everybody at ${last.acks[0]!.seq}: ${this.senders.map((sender) => sender.seq).join()}`,
      patienceMs,
    );
  }

  leave(): void {
    this.stopWriting();
    for (const sender of this.senders) sender.stop();
  }

  get sentCount(): number {
    return this.senders.reduce((sum, sender) => sum + sender.posted.size, 0);
  }

  get changeCount(): number {
    return this.senders.reduce((sum, sender) => sum + sender.changes.size, 0);
  }

  get ackCount(): number {
    return this.senders
      .flatMap((sender) => [...sender.posted.values()])
      .reduce((sum, { acks }) => sum + acks.length, 0);
  }

  get resendCount(): number {
    return this.senders
      .flatMap((sender) => [...sender.posted.values(), ...sender.changes.values()])
      .reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
  }

  private act(sender: SteadySender, roomsOf: (sender: SteadySender) => readonly string[]): void {
    const chance = this.random.next();
    if (chance < 0.1) this.editOne(sender);
    else if (chance < 0.25) this.reactToOne(sender, roomsOf(sender));
    else sender.post(this.random.pick(roomsOf(sender)));
  }

  /** Each message is edited at most once, so that the outcome is known. */
  private editOne(sender: SteadySender): void {
    const candidates = [...sender.posted.values()].slice(-20);
    const posted = candidates[this.random.between(0, 19)];
    const messageId = posted?.acks[0]?.messageId;
    if (!posted || messageId === undefined || this.edited.has(messageId)) return;
    this.edited.add(messageId);
    sender.change({ type: 'edit', messageId, text: `${posted.text}, edited` });
  }

  private reactToOne(sender: SteadySender, roomIds: readonly string[]): void {
    const event = sender.events.at(-this.random.between(1, 30));
    if (event?.kind !== 'message.created' || !roomIds.includes(event.roomId)) return;
    const emoji = this.random.pick(EMOJI);
    const key = `${sender.userId} ${event.message.id} ${emoji}`;
    if (this.reacted.has(key)) return;
    this.reacted.add(key);
    sender.change({ type: 'react', messageId: event.message.id, emoji, on: true });
  }
}
