import type { WriteContext } from '../write-context.ts';

/** Stores settings and facts about this host. A null takes the key away. */
export function setMeta(context: WriteContext, { values }: { values: Record<string, string | null> }): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) context.sql('DELETE FROM meta WHERE key = ?').run(key);
    else
      context
        .sql(
          'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        )
        .run(key, value);
  }
}
