const OPTIONS_MAX = 8;

/** The names that fit best: those that begin with what is wanted, then those of which a word does, then the rest. */
export function rank<Thing>(
  things: Iterable<Thing>,
  wanted: string,
  namesOf: (thing: Thing) => readonly string[],
): Thing[] {
  const part = wanted.normalize('NFKC').toLocaleLowerCase();
  const classes: [Thing[], Thing[], Thing[]] = [[], [], []];
  for (const thing of things) {
    const best = Math.min(
      ...namesOf(thing).map((name) => fit(name.normalize('NFKC').toLocaleLowerCase(), part)),
    );
    classes[best]?.push(thing);
    if (classes[0].length === OPTIONS_MAX) break;
  }
  return classes.flat().slice(0, OPTIONS_MAX);
}

function fit(name: string, part: string): number {
  const at = name.indexOf(part);
  if (at <= 0) return at === 0 ? 0 : Infinity;
  return /[\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 2 : 1;
}
