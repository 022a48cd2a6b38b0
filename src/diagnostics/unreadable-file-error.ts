/** What the system's codes say, in words; a code that is not here speaks for itself. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'there is nothing at the end of its link',
};

/** A rule, a policy or a project file that is there and cannot be read. The message names the file as its author does, and the reason. */
export class UnreadableFileError extends Error {
  /** `reason`: an error of the system, or the reason itself. */
  constructor(file: string, reason: unknown) {
    super(`${file} cannot be read (${reasonText(reason)})`, { cause: reason });
    this.name = 'UnreadableFileError';
  }
}

function reasonText(reason: unknown): string {
  if (typeof reason !== 'object' || reason === null || !('code' in reason)) return String(reason);
  return REASONS[String(reason.code)] ?? String(reason.code);
}
