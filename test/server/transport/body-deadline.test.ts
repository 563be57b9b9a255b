import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { bodyDeadline } from '../../../server/transport/body-deadline.ts';

/** A server that answers with what it was sent, `answerMs` after it has read it. */
async function echo(deadlineMs: number, answerMs = 0): Promise<number> {
  const app = express();
  app.use(bodyDeadline(deadlineMs), express.text({ type: () => true }));
  app.use((request, response) => {
    setTimeout(() => response.send(String(request.body ?? '')), answerMs);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function post(port: number, length: number): ClientRequest {
  const headers = { 'content-length': length };
  return http.request({ port, host: '127.0.0.1', method: 'POST', agent: false, headers });
}

it('ends a request whose body does not come', async () => {
  const request = post(await echo(100), 10);
  request.write('half');
  const [error] = (await once(request, 'error').catch((thrown: unknown) => [thrown])) as [Error];
  expect(error.message).toBe('socket hang up');
});

it('leaves a request alone that was read in time and waits for its answer', async () => {
  const request = post(await echo(50, 200), 5);
  request.end('hello');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
});

it('leaves a request alone that has no body', async () => {
  const response = await fetch(`http://127.0.0.1:${await echo(50, 200)}/`);
  expect(response.status).toBe(200);
});
