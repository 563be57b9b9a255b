// Baseline 1: what ws does by itself. Each message goes to everybody in a loop of `send`; nothing is stored.
import http from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { listenAndSay } from './listen.ts';
import { wireMessage } from './wire-message.ts';

const server = http.createServer();
const sockets = new WebSocketServer({ server });
const rooms = new Map<string, Set<WebSocket>>();
let seq = 0;

sockets.on('connection', (socket, request) => {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const name = query.get('name') ?? '';
  const roomId = query.get('room') ?? '';
  const room = rooms.get(roomId) ?? new Set();
  rooms.set(roomId, room.add(socket));
  socket.on('close', () => room.delete(socket));
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: Buffer) => {
    const { clientMessageId, text } = JSON.parse(data.toString('utf8')) as {
      clientMessageId: string;
      text: string;
    };
    seq++;
    const message = wireMessage({ seq, roomId, senderName: name, clientMessageId, text, now: Date.now() });
    const json = JSON.stringify({ type: 'message', message });
    for (const member of room) if (member.readyState === member.OPEN) member.send(json);
    socket.send(JSON.stringify({ type: 'ack', clientMessageId, seq }));
  });
  socket.send('{"type":"welcome"}');
});

listenAndSay(server);
