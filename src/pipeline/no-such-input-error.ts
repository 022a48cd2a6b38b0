/** Inputs that name nothing: the run would be about less than was asked. */
export class NoSuchInputError extends Error {
  readonly inputs: readonly string[];

  constructor(inputs: readonly string[]) {
    super(`no such file, folder or match: ${inputs.join(', ')}`);
    this.name = 'NoSuchInputError';
    this.inputs = inputs;
  }
}
