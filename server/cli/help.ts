import { LIMITS } from '../protocol/limits.ts';

/** What `--help` prints. No flag is needed. */
export function helpText(): string {
  return `Porchlight: a chat for everyone on this network.

Usage: npm run host -- [flags]

  --port N           listen on this port only; 0 takes any free port
                     (default: ${LIMITS.portFirst}, or another free one, which is then kept)
  --data DIR         where everything is stored (default: the system's place for application data)
  --name TEXT        the network's name, at most ${LIMITS.serverNameMaxChars} characters
  --bind ADDR        listen on this IP address only
  --no-mdns          don't announce the host on the network
  --no-rate-limits   let everybody send as fast as they can; for load tests only
  --json             JSON lines on standard output in place of the greeting
  --help, -h         this text
  --version, -v      the version

Ctrl+C stops the host. PORCHLIGHT_LOG=debug|info|warn|error|silent sets what standard error shows.
Exit codes: 0 stopped, 1 unexpected error, 2 bad flag or port not free, 3 data folder held by another host,
4 database from a newer version, 5 database damaged, 6 data folder not writable or disk full.
`;
}
