// Baseline 2: the most that this stack can do. All that one turn of the event loop has read is committed together at
// synchronous=FULL, framed once for each room, and written to each socket at once. No accounts, no checks, no log.
import http from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import Database from 'better-sqlite3';
import { WebSocketServer } from 'ws';
import { textFrame } from '../../../server/fanout/wire-frame.ts';
import { dataDirOfArguments, listenAndSay } from './listen.ts';
import { wireMessage } from './wire-message.ts';

interface Member {
  stream: Duplex;
  acks: string[];
}

interface Posted {
  from: Member;
  name: string;
  roomId: string;
  clientMessageId: string;
  text: string;
}

const db = new Database(path.join(dataDirOfArguments(), 'messages.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(
  'CREATE TABLE messages (id INTEGER PRIMARY KEY, room_id TEXT, sender TEXT, text TEXT, created_at INTEGER)',
);
const insert = db.prepare(
  'INSERT INTO messages (id, room_id, sender, text, created_at) VALUES (?, ?, ?, ?, ?)',
);

const server = http.createServer();
const sockets = new WebSocketServer({ noServer: true });
const rooms = new Map<string, Set<Member>>();
let waiting: Posted[] = [];
let seq = 0;

server.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const name = query.get('name') ?? '';
    const roomId = query.get('room') ?? '';
    const member: Member = { stream, acks: [] };
    const room = rooms.get(roomId) ?? new Set();
    rooms.set(roomId, room.add(member));
    socket.on('close', () => room.delete(member));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => {
      const { clientMessageId, text } = JSON.parse(data.toString('utf8')) as {
        clientMessageId: string;
        text: string;
      };
      if (waiting.length === 0) setImmediate(commitAndHandOut);
      waiting.push({ from: member, name, roomId, clientMessageId, text });
    });
    socket.send('{"type":"welcome"}');
  });
});

const commit = db.transaction((posted: readonly Posted[], now: number) => {
  for (const [index, { roomId, name, text }] of posted.entries())
    insert.run(seq + 1 + index, roomId, name, text, now);
});

function commitAndHandOut(): void {
  const posted = waiting;
  waiting = [];
  const now = Date.now();
  commit(posted, now);
  const jsons = new Map<string, string[]>();
  const senders = new Set<Member>();
  for (const { from, roomId, name, text, clientMessageId } of posted) {
    seq++;
    const inRoom = jsons.get(roomId) ?? [];
    jsons.set(roomId, inRoom);
    inRoom.push(JSON.stringify(wireMessage({ seq, roomId, senderName: name, clientMessageId, text, now })));
    from.acks.push(JSON.stringify({ type: 'ack', clientMessageId, seq }));
    senders.add(from);
  }
  for (const [roomId, messages] of jsons) {
    const frame = textFrame(`{"type":"messages","messages":[${messages.join(',')}]}`);
    for (const member of rooms.get(roomId) ?? []) if (!senders.has(member)) member.stream.write(frame);
    for (const member of senders) {
      if (!rooms.get(roomId)?.has(member)) continue;
      member.stream.write(Buffer.concat([...member.acks.map(textFrame), frame]));
      member.acks = [];
    }
  }
}

listenAndSay(server);
