/** How the process ends; scripts and service managers may rely on these. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  /** A bad flag, or the port or address asked for can't be had. */
  usage: 2,
  /** Another host holds the data folder. */
  dataFolderHeld: 3,
  /** A newer version of Porchlight wrote the database. */
  databaseTooNew: 4,
  databaseDamaged: 5,
  /** The data folder can't be written to, or its disk is full. */
  dataFolderNotWritable: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
