/** A rule or policy that was asked for does not exist. */
export class NoSuchRuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoSuchRuleError';
  }
}
