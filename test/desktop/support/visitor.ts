// node visitor.ts URL NAME: joins a host and stays connected until its stdin ends. Prints a line once it is in.
import { joinAs } from '../../support/people.ts';
import { connect } from '../../support/ws-client.ts';

const [url = '', name = ''] = process.argv.slice(2);
const client = await connect(url, await joinAs({ url }, name));
await client.hello();
process.stdout.write('in\n');
process.stdin.resume().once('end', () => void client.close().then(() => process.exit(0)));
