import { DERIVED_FIELDS } from '../../compiler/derived-fields.js';
import { predicateCompiler } from '../../engine/predicate.js';
import { type JsonObject } from '../../model/json.js';
import { textOf } from '../../model/text.js';

/** Reads the derived field identity.account of a record. */
export function accountReader(): (record: JsonObject) => string | undefined {
  const fields = Object.fromEntries([...DERIVED_FIELDS].map(([name, { expression }]) => [name, expression]));
  const compiler = predicateCompiler(fields);
  const values = compiler.valuesOf({ kind: 'field', name: 'identity.account' });
  return (record) => textOf(values(compiler.open(record), undefined)[0]);
}
