/** What ajv says of one violation, as far as diagnostics need it (https://ajv.js.org/api.html#error-objects). */
export interface SchemaError {
  readonly keyword: string;
  /** A JSON Pointer into the data. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword. */
  readonly parentSchema?: SchemaNode | boolean;
}

/** The parts of a JSON Schema that say what an author could have written. */
export interface SchemaNode {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly enum?: readonly unknown[];
}

/** A compiled JSON Schema: the errors of the last call stay on the function. */
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}
