// Baseline 3: what a person would write in an afternoon. Socket.IO as its guide shows it, and each message put into the
// database as it comes, by better-sqlite3 as its own page shows it.
import http from 'node:http';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';
import { dataDirOfArguments, listenAndSay } from './listen.ts';
import { wireMessage } from './wire-message.ts';

const db = new Database(path.join(dataDirOfArguments(), 'messages.db'));
db.pragma('journal_mode = WAL');
db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)');
db.exec(
  'CREATE TABLE messages (id INTEGER PRIMARY KEY, room TEXT, sender TEXT, text TEXT, created_at INTEGER)',
);
const insertUser = db.prepare('INSERT INTO users (name) VALUES (?)');
const insertMessage = db.prepare('INSERT INTO messages (room, sender, text, created_at) VALUES (?, ?, ?, ?)');

const server = http.createServer();
const io = new Server(server);
const online = new Set<string>();

io.on('connection', (socket) => {
  const { name, room } = socket.handshake.auth as { name: string; room: string };
  insertUser.run(name);
  online.add(name);
  void socket.join(room);
  socket.emit('presence', [...online]);
  socket.broadcast.emit('presence', [name]);
  socket.on('disconnect', () => {
    online.delete(name);
    io.emit('left', name);
  });
  socket.on('send', (posted: { clientMessageId: string; text: string }, ack?: (id: string) => void) => {
    const now = Date.now();
    const { lastInsertRowid } = insertMessage.run(room, name, posted.text, now);
    const message = wireMessage({
      ...posted,
      seq: Number(lastInsertRowid),
      roomId: room,
      senderName: name,
      now,
    });
    io.to(room).emit('message', message);
    ack?.(message.id);
  });
});

listenAndSay(server);
