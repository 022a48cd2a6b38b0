import { CALL_FIELDS } from './derived-call.js';
import { type DerivedField } from './derived-field.js';
import { IDENTITY_FIELDS } from './derived-identity.js';

/** Every derived field by name: the one definition that scanner, engine, documentation and hints go by. */
export const DERIVED_FIELDS: ReadonlyMap<string, DerivedField> = new Map(Object.entries({ ...IDENTITY_FIELDS, ...CALL_FIELDS }));

/** For names that the compiler has looked at before. */
export function requireField(name: string): DerivedField {
  const field = DERIVED_FIELDS.get(name);
  if (field === undefined) throw new Error(`there is no derived field ${name}`);
  return field;
}
