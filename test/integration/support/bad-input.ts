/** A row of bad input: what is sent beside the route, and the answer that it must get. */
export type BadBody = [body: unknown, answer: string];

export interface BadInput {
  /** Whether the route is for people who have signed in. */
  needsSession: boolean;
  /** What body it reads; JSON unless told. One that reads none must not care what comes. */
  reads?: 'json' | 'form' | 'nothing';
  /** The answer of a route that reads no body to every request without what it does read. */
  otherwise?: string;
  /** The answer to an id in the path that names nothing. */
  missing?: string;
  /** More such ids than those tried everywhere. */
  ids?: string[];
  bodies?: BadBody[];
  /** Bodies that are said to be a form. */
  forms?: [body: Buffer, answer: string][];
  queries?: string[];
}

/** What nearly every wrong body gets. */
export const INVALID = '400 invalid_request';

/** A row for each value, as one field of a body that is otherwise `rest`. */
export function each(values: readonly unknown[], field: string, rest: object, answer = INVALID): BadBody[] {
  return values.map((value) => [{ ...rest, [field]: value }, answer]);
}
