import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

/** A network of its own between this process and a host, with a router in the middle that can drop everything. */
export interface LossyNetwork {
  /** Where a host started `through` this network listens, as seen from here. */
  address: string;
  /** The command that runs a host at the other end. */
  through: readonly string[];
  /** From now on packets vanish, both ways, and nobody is told. */
  drop(): Promise<void>;
  /** And from now on they arrive again. */
  pass(): Promise<void>;
}

/** Why networks can't be made here, or null where they can. */
export function whyNoLossyNetwork(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'making network namespaces takes root';
  const probe = `porchlight-probe-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', probe], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'del', probe], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this system has no ip command (iproute2), or refuses to make network namespaces';
  }
}

/** Makes one; it is gone at the end of the test. */
export async function makeLossyNetwork(): Promise<LossyNetwork> {
  const tag = `${process.pid.toString(36)}${Math.floor(Math.random() * 46_656).toString(36)}`;
  // 198.18.0.0/15 is set apart for tests of networks (RFC 2544): nobody's own network is in the way.
  const third = Math.floor(Math.random() * 127) * 2;
  const [near, far] = [`198.18.${third}`, `198.18.${third + 1}`];
  const [router, place] = [`pl-router-${tag}`, `pl-host-${tag}`];
  const [here, there] = [`plh${tag}`, `plr${tag}`];
  onTestFinished(async () => {
    for (const namespace of [place, router])
      await run('ip', ['netns', 'del', namespace]).catch(() => undefined);
    await run('ip', ['link', 'del', here]).catch(() => undefined);
  });
  await run('ip', ['netns', 'add', router]);
  await run('ip', ['netns', 'add', place]);
  await run('ip', ['link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', router]);
  await run('ip', [
    '-n',
    router,
    'link',
    'add',
    'far',
    'type',
    'veth',
    'peer',
    'name',
    'lan',
    'netns',
    place,
  ]);
  await run('ip', ['address', 'add', `${near}.1/24`, 'dev', here]);
  await run('ip', ['link', 'set', here, 'up']);
  await run('ip', ['-n', router, 'address', 'add', `${near}.2/24`, 'dev', there]);
  await run('ip', ['-n', router, 'address', 'add', `${far}.2/24`, 'dev', 'far']);
  for (const device of [there, 'far']) await run('ip', ['-n', router, 'link', 'set', device, 'up']);
  await run('ip', ['-n', place, 'address', 'add', `${far}.1/24`, 'dev', 'lan']);
  for (const device of ['lo', 'lan']) await run('ip', ['-n', place, 'link', 'set', device, 'up']);
  await run('ip', ['-n', place, 'route', 'add', 'default', 'via', `${far}.2`]);
  await run('ip', ['route', 'add', `${far}.0/24`, 'via', `${near}.2`]);
  const forward = async (value: 0 | 1): Promise<void> => {
    await run('ip', ['netns', 'exec', router, 'sh', '-c', `echo ${value} > /proc/sys/net/ipv4/ip_forward`]);
  };
  await forward(1);
  return {
    address: `${far}.1`,
    through: ['ip', 'netns', 'exec', place],
    drop: () => forward(0),
    pass: () => forward(1),
  };
}
