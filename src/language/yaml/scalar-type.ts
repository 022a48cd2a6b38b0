// A number as JSON writes it, but without an exponent: 012, 1e3, 0x1f and .inf are texts to a rule's author, and stay what they are.
const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
// https://yaml.org/spec/1.2.2/#1032-tag-resolution
const PLAIN_NULL = /^(?:~|null|Null|NULL)?$/;
const PLAIN_BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;

export interface TypedText {
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly text: string;
}

/** What a plain scalar is. Numbers keep their source text. */
export function typePlainScalar(source: string): TypedText {
  if (PLAIN_NULL.test(source)) return { type: 'null', text: source };
  if (PLAIN_BOOLEAN.test(source)) return { type: 'boolean', text: source.toLowerCase() };
  return { type: PLAIN_DECIMAL.test(source) ? 'number' : 'string', text: source };
}

/** How JavaScript writes the number that the text stands for, where that differs: events are compared by it. */
export function canonicalNumber(text: string): string | undefined {
  const canonical = String(Number(text));
  return canonical === text ? undefined : canonical;
}
