import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

export type Validate = (value: unknown) => string[];

const URI_REFERENCE = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const FORMATS = { uri: URI, 'uri-reference': URI_REFERENCE, 'date-time': DATE_TIME };

/** Gives what is wrong with a value, an empty list for nothing. */
export function oasisValidator(): Validate {
  // Draft 04 differs from draft 07 here in these two keys alone.
  const schema = {
    ...readJson('../../fixtures/sarif/sarif-schema-2.1.0.json'),
    $schema: 'http://json-schema.org/draft-07/schema#',
    id: undefined,
  };
  return validator(new Ajv({ strict: false, allErrors: true, formats: FORMATS }), schema);
}

/** A schema that the package publishes, by its file name. */
export function publishedValidator(name: string): Validate {
  return validator(
    new Ajv2020({ strict: true, strictRequired: false, allErrors: true, formats: FORMATS }),
    readJson(`../../../src/reporters/schemas/${name}`),
  );
}

function validator(ajv: Pick<Ajv, 'compile'>, schema: Record<string, unknown>): Validate {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`));
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<string, unknown>;
}
