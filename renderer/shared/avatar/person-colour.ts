/** As many as there are `--person-N` and `--disc-N` in tokens.css. */
export const PERSON_COLOURS = 12;

/**
 * A person's own colour, 0 to 11, always the same for one id. Ids count up from one, so neighbours are
 * spread over the wheel (7 and 12 share no factor: twelve in a row all differ).
 */
export function personColour(userId: string): number {
  return ((Number(userId) || 0) * 7) % PERSON_COLOURS;
}
