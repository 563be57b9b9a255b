/** Somebody whom the load plays. */
export interface Player {
  name: string;
  /** Null where the server asks nobody who they are. */
  token: string | null;
  /** The room in which this one talks and listens. */
  roomId: string;
}

/** What a frame without a message in it means to the load. */
export type Said =
  /** The connection is live. `seq` is where the server's log stands, where it has one; `people` who is here. */
  | { kind: 'ready'; seq: number; people: string[] }
  | { kind: 'ack'; index: number }
  /** The server did not take message `index`. */
  | { kind: 'refused'; index: number }
  /** The server wants to hear this before it goes on. */
  | { kind: 'reply'; text: string }
  /** These people are here. */
  | { kind: 'presence'; people: string[] }
  | { kind: 'other' };

/** How to talk with one kind of server. Everything that costs the load something is the same for all of them. */
export interface Dialect {
  path(player: Player): string;
  /** What the client says first, if anything; `since` is the last seq it holds, null for none. */
  greeting(player: Player, since: number | null): string | null;
  read(text: string): Said;
  send(player: Player, index: number, text: string): string;
}

const OTHER: Said = { kind: 'other' };

/** The number in a clientMessageId; sent as `m12`. */
const ACK = /^\{"type":"ack","clientMessageId":"m(\d+)"/;

const porchlight: Dialect = {
  path: () => '/api/v1/ws',
  greeting: (_player, since) => JSON.stringify({ type: 'hello', since }),
  read: (text) => {
    const ack = ACK.exec(text);
    if (ack) return { kind: 'ack', index: Number(ack[1]) };
    if (text.startsWith('{"type":"welcome"')) return welcome(text);
    if (text.startsWith('{"type":"presence"')) {
      return { kind: 'presence', people: (JSON.parse(text) as { online: string[] }).online };
    }
    if (text.startsWith('{"type":"error"')) return refusal(text);
    return OTHER;
  },
  send: ({ roomId }, index, text) =>
    JSON.stringify({ type: 'send', clientMessageId: `m${index}`, roomId, text }),
};

/** Its rooms may be long, and are not what the load is after. */
function welcome(text: string): Said {
  const seq = /"seq":(\d+),"rooms":/.exec(text)?.[1];
  const key = '"onlineIds":';
  const people = JSON.parse(text.slice(text.lastIndexOf(key) + key.length, -1)) as string[];
  return { kind: 'ready', seq: Number(seq), people };
}

function refusal(text: string): Said {
  const { clientMessageId } = JSON.parse(text) as { clientMessageId?: string };
  return clientMessageId === undefined ? OTHER : { kind: 'refused', index: Number(clientMessageId.slice(1)) };
}

/** Both servers on plain ws speak this. */
const plain: Dialect = {
  path: ({ name, roomId }) => `/?name=${encodeURIComponent(name)}&room=${roomId}`,
  greeting: () => null,
  read: (text) => {
    const ack = ACK.exec(text);
    if (ack) return { kind: 'ack', index: Number(ack[1]) };
    return text.startsWith('{"type":"welcome"') ? { kind: 'ready', seq: 0, people: [] } : OTHER;
  },
  send: (_player, index, text) => JSON.stringify({ type: 'send', clientMessageId: `m${index}`, text }),
};

/** Socket.IO 4 over a WebSocket: engine.io's packet type, then socket.io's (https://socket.io/docs/v4/socket-io-protocol/). */
const socketIo: Dialect = {
  path: () => '/socket.io/?EIO=4&transport=websocket',
  greeting: ({ name, roomId }) => `40${JSON.stringify({ name, room: roomId })}`,
  read: (text) => {
    if (text === '2') return { kind: 'reply', text: '3' };
    if (text.startsWith('40')) return { kind: 'ready', seq: 0, people: [] };
    if (text.startsWith('43')) return { kind: 'ack', index: Number.parseInt(text.slice(2), 10) };
    if (text.startsWith('42["presence",'))
      return { kind: 'presence', people: (JSON.parse(text.slice(2)) as [string, string[]])[1] };
    return OTHER;
  },
  send: (_player, index, text) =>
    `42${index}${JSON.stringify(['send', { clientMessageId: `m${index}`, text }])}`,
};

export const DIALECTS = { porchlight, plain, socketIo };
export type DialectName = keyof typeof DIALECTS;
