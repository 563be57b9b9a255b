/** The long form runs for tens of minutes; the short one is part of `npm test`. */
export const isLongForm = process.env['PORCHLIGHT_FAULTS'] === 'long';

/** What a fault test does less of in the short form: cycles, cases, people. */
export function inForm<Value>({ short, long }: { short: Value; long: Value }): Value {
  return isLongForm ? long : short;
}
