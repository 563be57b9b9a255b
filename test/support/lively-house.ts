import type { RoomAnswer, SignedIn } from '../../server/protocol/http.ts';
import type { HostProcess } from './host-process.ts';
import { callOk } from './people.ts';
import { connect, type WsClient } from './ws-client.ts';

const PEOPLE = {
  Olive: { avatarId: '0', password: 'lamp on the porch' },
  Ben: { avatarId: '23', password: 'soup for everybody' },
  Mia: { avatarId: '5', password: 'paper and printers' },
  Tom: { avatarId: '14', password: 'kettle and book' },
  Priya: { avatarId: '8', password: 'up on the ladder' },
  小满: { avatarId: '2', password: '车库里的梯子很高呢' },
  Jonas: { avatarId: '9', password: 'a boat on the lake' },
  Wren: { avatarId: '21', password: 'early in the morning' },
} as const;

export type Name = keyof typeof PEOPLE;

interface Line {
  by: Name;
  text: string;
  /** How the line it answers begins. */
  answers?: string;
  reactions?: Readonly<Record<string, readonly Name[]>>;
}

const FRONT_PORCH: readonly Line[] = [
  {
    by: 'Olive',
    text: 'Good morning! The line to the outside is down until Tuesday, so today we talk right here.',
    reactions: { '☕': ['Ben', 'Tom', 'Wren'] },
  },
  { by: 'Ben', text: 'Reaches all the way to the far end of the garden. I checked, twice.' },
  {
    by: 'Mia',
    text: 'The sign with the QR code hangs by the kitchen door and on the stairs. Scan it, type your name, done.',
    reactions: { '❤️': ['Olive', 'Priya', 'Jonas', 'Wren'], '👍': ['Tom', 'Ben'] },
  },
  {
    by: 'Tom',
    text: 'In before my kettle boiled.',
    answers: 'The sign',
    reactions: { '😂': ['Mia', 'Olive', 'Ben'] },
  },
  { by: 'Priya', text: 'Has anybody seen the long ladder? The banner should go up before ten.' },
  { by: '小满', text: '梯子在车库，我马上带过来。' },
  { by: '小满', text: 'It’s in the garage, on my way with it!', reactions: { '🙏': ['Priya'] } },
  {
    by: 'Olive',
    text: 'Today, for everybody who asked:\n10:00  doors open\n13:00  soup at the long table\n16:00  Jonas and Wren play',
    reactions: { '🎉': ['Mia', 'Tom', 'Priya', '小满', 'Ben'], '🎻': ['Wren', 'Jonas'] },
  },
  {
    by: 'Ben',
    text: 'Two pots are on: one vegan, one very much not. Bring a bowl.',
    answers: 'Today, for',
    reactions: { '🍲': ['Olive', 'Mia', 'Tom', '小满'] },
  },
  { by: 'Jonas', text: 'And we still need somebody with a loud voice to say when it starts.' },
];

const ELSEWHERE: readonly { room: string; lines: readonly Line[] }[] = [
  {
    room: '2',
    lines: [
      { by: 'Ben', text: 'We are out of bay leaves.' },
      { by: 'Wren', text: 'There is a whole tree of them behind the shed.' },
      { by: 'Ben', text: 'Of course there is.' },
    ],
  },
  { room: '3', lines: [{ by: 'Mia', text: 'The small printer works again. It was the paper.' }] },
];

/** A house full of people, and the lines they have said. */
export interface LivelyHouse {
  /** Lets somebody type in the first room for as long as a picture takes. */
  type(name: Name): void;
  passwordOf(name: Name): string;
  /** Everybody goes home. */
  close(): Promise<void>;
}

/** Fills a new host as a busy morning would, through the protocol. `away` are known but not here now. */
export async function enliven(
  host: Pick<HostProcess, 'url'>,
  olive: SignedIn,
  away: readonly Name[],
): Promise<LivelyHouse> {
  const tokens = new Map<Name, SignedIn>([['Olive', olive]]);
  for (const [name, { avatarId, password }] of Object.entries(PEOPLE) as [Name, (typeof PEOPLE)[Name]][]) {
    if (name === 'Olive') {
      await callOk(host, 'PATCH', '/me', { token: olive.token, body: { avatarId } });
      continue;
    }
    tokens.set(name, await callOk(host, 'POST', '/join', { body: { username: name, password, avatarId } }));
  }
  const clients = new Map<Name, WsClient>();
  for (const [name, { token }] of tokens) {
    const client = await connect(host.url, { token });
    await client.hello();
    clients.set(name, client);
  }
  const speak = new Speakers(clients);

  for (const { room, lines } of ELSEWHERE) await speak.all(room, lines);
  for (const [name, text] of [
    ['Ben', 'Did the spare keys turn up?'],
    ['Mia', 'Shall I print the timetable as well?'],
  ] as const) {
    const { room } = await callOk<RoomAnswer>(host, 'POST', '/rooms', {
      token: tokens.get(name)?.token ?? '',
      body: { kind: 'direct', userId: olive.user.id },
    });
    await speak.all(room.id, [{ by: name, text }]);
  }
  await speak.all('1', FRONT_PORCH);
  for (const name of away) await clients.get(name)?.close();
  return {
    type: (name) => clients.get(name)?.send({ type: 'typing', roomId: '1' }),
    passwordOf: (name) => PEOPLE[name].password,
    close: async () => {
      for (const client of clients.values()) client.terminate();
    },
  };
}

class Speakers {
  private readonly clients: ReadonlyMap<Name, WsClient>;
  private readonly said = new Map<string, string>();
  private count = 0;

  constructor(clients: ReadonlyMap<Name, WsClient>) {
    this.clients = clients;
  }

  /** One after the other, each once the host has the one before. */
  async all(roomId: string, lines: readonly Line[]): Promise<void> {
    for (const { by, text, answers, reactions = {} } of lines) {
      const clientMessageId = `line-${++this.count}`;
      const answered = [...this.said].find(
        ([line]) => answers !== undefined && line.startsWith(answers),
      )?.[1];
      const client = this.of(by);
      client.send({
        type: 'send',
        clientMessageId,
        roomId,
        text,
        ...(answered === undefined ? {} : { replyToId: answered }),
      });
      const { messageId } = await client.waitFor('ack', {
        where: (ack) => ack.clientMessageId === clientMessageId,
      });
      this.said.set(text, messageId);
      for (const [emoji, names] of Object.entries(reactions)) {
        for (const name of names) {
          const requestId = `reaction-${++this.count}`;
          this.of(name).send({ type: 'react', messageId, emoji, on: true, requestId });
          await this.of(name).waitFor('done', { where: (done) => done.requestId === requestId });
        }
      }
    }
  }

  private of(name: Name): WsClient {
    const client = this.clients.get(name);
    if (client === undefined) throw new Error(`${name} is not here.`);
    return client;
  }
}
