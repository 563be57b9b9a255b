import type { SearchAnswer } from '../../../server/protocol/search-http.ts';
import type { ConfirmationsAnswer } from '../../../server/protocol/confirmation-http.ts';
import type { ErrorCode } from '../../../server/protocol/errors.ts';
import type { Message } from '../../../server/protocol/message.ts';
import type {
  ChatClient,
  ClientState,
  Failure,
  Result,
  RoomTimeline,
  TimelineMessage,
  TimelineState,
  Upload,
  Uploads,
} from '../../../renderer/client/types.ts';

/** What the client of a scene holds at the start. */
export interface Script {
  state: ClientState;
  timelines: Record<string, Partial<TimelineState>>;
  /** Every change is refused with this. */
  refuses?: ErrorCode | 'offline';
  /** What lies in the trays. */
  uploads?: readonly Upload[];
}

const EMPTY: TimelineState = {
  messages: [],
  isLoading: false,
  isLoadingOlder: false,
  hasOlder: false,
  isLoadingNewer: false,
  hasNewer: false,
  error: null,
  firstUnreadSeq: null,
};
const OLDER_PAGE = 40;

/** A client that lives in memory and does at once what it is asked. */
export class ScriptedClient implements ChatClient {
  readonly uploads: Uploads;
  #state: ClientState;
  readonly #script: Script;
  readonly #listeners = new Set<() => void>();
  readonly #timelines = new Map<string, ScriptedTimeline>();
  #count = 100_000;

  constructor(script: Script) {
    this.#script = script;
    this.#state = script.state;
    this.uploads = new ScriptedUploads(script.uploads ?? []);
  }

  getState(): ClientState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes what the page sees, as an event of the host would. */
  change(part: Partial<ClientState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  timeline(roomId: string): ScriptedTimeline {
    const known = this.#timelines.get(roomId);
    if (known) return known;
    const made = new ScriptedTimeline({ ...EMPTY, ...this.#script.timelines[roomId] });
    this.#timelines.set(roomId, made);
    return made;
  }

  send(roomId: string, text: string, replyToId?: string): void {
    const isLive = this.#state.connection.kind === 'live';
    const id = String(++this.#count);
    this.timeline(roomId).append({
      id,
      seq: isLive ? this.#count : null,
      roomId,
      senderId: this.#state.me.id,
      senderName: this.#state.me.username,
      text,
      createdAt: new Date().toISOString(),
      ...(replyToId !== undefined && { replyToId }),
      files: [],
      reactions: [],
      clientMessageId: `own-${id}`,
      delivery: { kind: isLive ? 'stored' : 'queued' },
    });
    if (!isLive) this.change({ waitingCount: this.#state.waitingCount + 1 });
  }

  retry(clientMessageId: string): void {
    this.#everywhere((timeline) =>
      timeline.update(
        (message) => message.clientMessageId === clientMessageId,
        (message) => ({ ...message, delivery: { kind: 'queued' } }),
      ),
    );
  }

  discard(clientMessageId: string): string {
    let text = '';
    this.#everywhere((timeline) => {
      text ||= timeline.remove((message) => message.clientMessageId === clientMessageId)?.text ?? '';
    });
    return text;
  }

  edit(messageId: string, text: string): Promise<Result> {
    return this.#do(() => {
      this.#message(messageId, (message) => ({ ...message, text, editedAt: new Date().toISOString() }));
    });
  }

  remove(messageId: string): Promise<Result> {
    return this.#do(() => {
      this.#message(messageId, (message) => ({
        ...message,
        text: '',
        reactions: [],
        deletedAt: new Date().toISOString(),
      }));
    });
  }

  react(messageId: string, emoji: string, on: boolean): Promise<Result> {
    const ownId = this.#state.me.id;
    return this.#do(() => {
      this.#message(messageId, (message) => {
        const others = message.reactions.filter((reaction) => reaction.emoji !== emoji);
        const before = message.reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
        const userIds = [...before.filter((id) => id !== ownId), ...(on ? [ownId] : [])];
        return { ...message, reactions: userIds.length > 0 ? [...others, { emoji, userIds }] : others };
      });
    });
  }

  confirm(messageId: string): Promise<Result> {
    return this.#do(() => {
      this.#message(messageId, (message) => ({
        ...message,
        ...(message.confirmation && {
          confirmation: {
            ...message.confirmation,
            confirmedCount: message.confirmation.confirmedCount + 1,
            isConfirmed: true,
          },
        }),
      }));
      const rooms = [...this.#state.rooms].map(([id, room]) => {
        const toConfirmIds = room.toConfirmIds.filter((held) => held !== messageId);
        return [id, { ...room, toConfirmIds }] as const;
      });
      this.change({ rooms: new Map(rooms) });
    });
  }

  onHeard(): () => void {
    return () => undefined;
  }

  search(): Promise<{ ok: true; value: SearchAnswer }> {
    return Promise.resolve({
      ok: true,
      value: { hits: [], hasMore: false, nextBefore: null, unknownFilters: [], isIndexing: false },
    });
  }

  confirmations(): Promise<{ ok: true; value: ConfirmationsAnswer }> {
    const [, ...ids] = [...this.#state.users.keys()];
    const at = new Date().toISOString();
    return Promise.resolve({
      ok: true,
      value: {
        confirmed: ids.slice(0, 3).map((userId) => ({ userId, at })),
        missing: ids.slice(3, 7),
        later: ids.slice(7),
        remindWaitSeconds: 0,
      },
    });
  }

  remind(): Promise<Result> {
    return this.#do(() => undefined);
  }

  markRead(roomId: string): void {
    const room = this.#state.rooms.get(roomId);
    if (!room || room.unreadCount === 0) return;
    this.change({ rooms: new Map(this.#state.rooms).set(roomId, { ...room, unreadCount: 0 }) });
  }

  typing(): void {
    // Nobody is told.
  }

  findMessage(messageId: string): Promise<Message | null> {
    for (const timeline of this.#timelines.values()) {
      const found = timeline.getState().messages.find((message) => message.id === messageId);
      if (found?.seq != null) return Promise.resolve({ ...found, seq: found.seq });
    }
    return Promise.resolve(null);
  }

  joinRoom(roomId: string): Promise<Result> {
    return this.#do(() => {
      const room = this.#state.rooms.get(roomId);
      if (room) this.change({ rooms: new Map(this.#state.rooms).set(roomId, { ...room, joined: true }) });
    });
  }

  leaveRoom(roomId: string): Promise<Result> {
    return this.#do(() => {
      const room = this.#state.rooms.get(roomId);
      if (room) this.change({ rooms: new Map(this.#state.rooms).set(roomId, { ...room, joined: false }) });
    });
  }

  openDirectRoom(userId: string): Promise<{ ok: true; roomId: string } | Failure> {
    const room = [...this.#state.rooms.values()].find(
      ({ kind, memberIds }) => kind === 'direct' && memberIds?.includes(userId),
    );
    return Promise.resolve(room ? { ok: true, roomId: room.id } : refusal('user_not_found'));
  }

  createRoom(): Promise<{ ok: true; roomId: string } | Failure> {
    return Promise.resolve(refusal(this.#script.refuses ?? 'room_name_taken'));
  }

  updateRoom(
    roomId: string,
    change: { name?: string; topic?: string; isArchived?: boolean },
  ): Promise<Result> {
    return this.#do(() => {
      const room = this.#state.rooms.get(roomId);
      if (!room) return;
      const { isArchived, ...facts } = change;
      const archivedAt = isArchived ? new Date().toISOString() : null;
      this.change({ rooms: new Map(this.#state.rooms).set(roomId, { ...room, ...facts, archivedAt }) });
    });
  }

  addMembers(): Promise<Result> {
    return this.#do(() => undefined);
  }

  updateMe(change: { username?: string; avatarId?: string; password?: string }): Promise<Result> {
    return this.#do(() => {
      const { password, ...facts } = change;
      const { me } = this.#state;
      this.change({ me: { ...me, ...facts, hasPassword: me.hasPassword || password !== undefined } });
    });
  }

  reconnectNow(): void {
    this.change({ connection: { kind: 'live' }, waitingCount: 0 });
  }

  signOut(): Promise<Result> {
    return this.#do(() => {
      this.change({ connection: { kind: 'ended', reason: 'signed_out' } });
    });
  }

  close(): void {
    // Nothing is open.
  }

  #do(act: () => void): Promise<Result> {
    if (this.#script.refuses) return Promise.resolve(refusal(this.#script.refuses));
    act();
    return Promise.resolve({ ok: true });
  }

  #everywhere(act: (timeline: ScriptedTimeline) => void): void {
    for (const timeline of this.#timelines.values()) act(timeline);
  }

  #message(messageId: string, change: (message: TimelineMessage) => TimelineMessage): void {
    this.#everywhere((timeline) => {
      timeline.update((message) => message.id === messageId, change);
    });
  }
}

/** Files that stay as the scene has them, until they are removed. */
class ScriptedUploads implements Uploads {
  readonly fileMaxBytes = 100_000_000;
  #all: readonly Upload[];
  readonly #trays = new Map<string, readonly Upload[]>();
  readonly #listeners = new Set<() => void>();

  constructor(uploads: readonly Upload[]) {
    this.#all = uploads;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tray(roomId: string): readonly Upload[] {
    const tray = this.#trays.get(roomId) ?? this.#all.filter((upload) => upload.roomId === roomId);
    this.#trays.set(roomId, tray);
    return tray;
  }

  find(id: string): Upload | undefined {
    return this.#all.find((upload) => upload.id === id);
  }

  isSending(): boolean {
    return false;
  }

  attach(roomId: string, files: readonly File[]): void {
    const added = files.map((file, index): Upload => {
      const { name, size, type } = file;
      const state = { kind: 'sending', sentBytes: size / 2 } as const;
      return { id: `${name}-${index}`, roomId, name, size, mime: type, blob: file, state };
    });
    this.#set([...this.#all, ...added]);
  }

  retry(id: string): void {
    this.#set(
      this.#all.map((upload) => (upload.id === id ? { ...upload, state: { kind: 'waiting' } } : upload)),
    );
  }

  remove(id: string): void {
    this.#set(this.#all.filter((upload) => upload.id !== id));
  }

  #set(uploads: readonly Upload[]): void {
    this.#all = uploads;
    this.#trays.clear();
    for (const listener of this.#listeners) listener();
  }
}

/** A room's messages in memory; older pages are made up on the way. */
export class ScriptedTimeline implements RoomTimeline {
  #state: TimelineState;
  readonly #listeners = new Set<() => void>();

  constructor(state: TimelineState) {
    this.#state = state;
  }

  getState(): TimelineState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(): Promise<void> {
    return Promise.resolve();
  }

  loadNewer(): Promise<void> {
    return Promise.resolve();
  }

  around(): RoomTimeline {
    return this;
  }

  async loadOlder(): Promise<void> {
    const first = this.#state.messages[0];
    if (!first?.seq || this.#state.isLoadingOlder || !this.#state.hasOlder) return;
    this.#change({ isLoadingOlder: true });
    await new Promise((resolve) => setTimeout(resolve, 250));
    const older = Array.from({ length: Math.min(OLDER_PAGE, first.seq - 1) }, (_, index) => {
      const seq = (first.seq ?? 0) - Math.min(OLDER_PAGE, (first.seq ?? 1) - 1) + index;
      return {
        ...first,
        id: `m${seq}`,
        clientMessageId: `c${seq}`,
        seq,
        text: `Older line ${seq}${seq % 4 ? '' : ' – with more words, so that it wraps on narrow pages and its height has to be measured'}`,
        createdAt: new Date(Date.parse(first.createdAt) - (first.seq! - seq) * 90_000).toISOString(),
        reactions: [],
      };
    });
    this.#change({
      messages: [...older, ...this.#state.messages],
      isLoadingOlder: false,
      hasOlder: (older[0]?.seq ?? 1) > 1,
    });
  }

  append(message: TimelineMessage): void {
    this.#change({ messages: [...this.#state.messages, message] });
  }

  update(
    isMeant: (message: TimelineMessage) => boolean,
    change: (message: TimelineMessage) => TimelineMessage,
  ): void {
    this.#change({
      messages: this.#state.messages.map((message) => (isMeant(message) ? change(message) : message)),
    });
  }

  remove(isMeant: (message: TimelineMessage) => boolean): TimelineMessage | undefined {
    const found = this.#state.messages.find(isMeant);
    if (found) this.#change({ messages: this.#state.messages.filter((message) => message !== found) });
    return found;
  }

  #change(part: Partial<TimelineState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

export function refusal(code: ErrorCode | 'offline'): Failure {
  return { ok: false, code, message: code };
}
