// npm run seed-data: a data folder full of made-up people and messages, for load tests.
import { readSeedDataFlags, SEED_DATA_USAGE, SeedDataFlagError } from '../test/bench/seed-data/flags.ts';
import { makeFolder } from '../test/bench/seed-data/make-folder.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) process.stdout.write(`${SEED_DATA_USAGE}\n`);
else process.exitCode = await run();

async function run(): Promise<number> {
  try {
    const plan = readSeedDataFlags(args);
    const startedAt = performance.now();
    await makeFolder(plan);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(
      `${plan.messages} messages of ${plan.users} people in ${plan.rooms} rooms: ${plan.dataDir} (${seconds} s)\n` +
        `Bearer tokens: ${plan.tokensFile}\n`,
    );
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof SeedDataFlagError ? 2 : 1;
  }
}
