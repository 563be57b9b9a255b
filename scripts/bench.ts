// npm run bench: how fast the message path is, beside baselines measured in the same run. See test/bench/README.md.
import { main } from '../test/bench/main.ts';

process.exitCode = await main(process.argv.slice(2));
