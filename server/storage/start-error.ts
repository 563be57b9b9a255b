export type StartErrorCode = 'held' | 'newer' | 'damaged' | 'unwritable' | 'migration_failed';

/** Why the data folder can't be used. The message is a sentence for the person who started the host. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
