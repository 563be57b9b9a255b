// Opens a data folder as a host does before it listens, migration and its copy included, and says how late the event
// loop was meanwhile. A process of its own: loading the host's modules would itself be seen as a delay.
import { LoopDelay } from './loop-delay.ts';
import { firstContent } from '../../../server/services/first-content.ts';
import { openStorage } from '../../../server/storage/storage.ts';

const [dataDir = ''] = process.argv.slice(2);
const delay = new LoopDelay();
const storage = await openStorage(dataDir, firstContent(null, 'en'));
const seen = delay.read();
delay.stop();
await storage.close();
process.stdout.write(`${JSON.stringify({ ...seen, copiedTo: storage.writer.copiedTo })}\n`);
