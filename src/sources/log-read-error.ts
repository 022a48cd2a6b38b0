/** A log file that cannot be opened, or not be read to its end. The message is a full sentence with the reason. */
export class LogReadError extends Error {
  readonly uri: string;

  constructor(uri: string, cause: unknown) {
    super(`The file cannot be read (${reasonOf(cause)}).`, { cause });
    this.name = 'LogReadError';
    this.uri = uri;
  }
}

/** The system's own code, such as EACCES: its messages name places of this machine, which a report should not. */
export function reasonOf(cause: unknown): string {
  const code = errorCode(cause);
  if (code !== undefined) return code;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The code of an error of the system, such as ENOENT. */
export function errorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
