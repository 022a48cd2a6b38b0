/** A log file that cannot be opened, or not be read to its end. The message is the reason. */
export class LogReadError extends Error {
  readonly uri: string;

  constructor(uri: string, cause: unknown) {
    super(reasonOf(cause), { cause });
    this.name = 'LogReadError';
    this.uri = uri;
  }
}

/** The system's own code, such as EACCES: its messages name places of this machine, which a report should not. */
export function reasonOf(cause: unknown): string {
  return errorCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}

/** The code of an error of the system, such as ENOENT. */
export function errorCode(cause: unknown): string | undefined {
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
