/** Names that the language and its tools ask every object for. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'prototype', 'domain', '$$typeof']);

/**
 * The object, but asking it for something the double does not have throws an error that names it: a gap in the double
 * is a loud failure, never a silent `undefined`.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || ASKED_BY_THE_LANGUAGE.has(key)) {
        return Reflect.get(object, key, receiver) as unknown;
      }
      throw new Error(`electron double: ${name}.${key} is not implemented`);
    },
  });
}
