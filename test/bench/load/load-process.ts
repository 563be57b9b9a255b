// The load, in a process of its own so that it can have a core of its own. Started by load-client.ts, ends with it.
import { Operations, type OperationName } from './operations.ts';

export interface LoadOrder {
  id: number;
  name: OperationName;
  input: unknown;
}

/** `cpuShare`: how much of one core this process used while it did that. */
export type LoadAnswer = { id: number; cpuShare: number } & ({ value: unknown } | { error: string });

const operations = new Operations();

process.on('message', (order: LoadOrder) => void follow(order));
process.on('disconnect', () => process.exit());

async function follow({ id, name, input }: LoadOrder): Promise<void> {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const share = (): number => {
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1000 / (performance.now() - startedAt);
  };
  try {
    const operation = operations[name].bind(operations) as (input: unknown) => unknown;
    const value = await operation(input);
    answer({ id, cpuShare: share(), value });
  } catch (error) {
    answer({
      id,
      cpuShare: share(),
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

function answer(message: LoadAnswer): void {
  process.send?.(message);
}
