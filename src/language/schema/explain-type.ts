import { type SourceText } from '../yaml/source-text.js';
import { describeNode, quoteForMessage, type YamlNode } from '../yaml/yaml-node.js';
import { type ExplainedViolation } from './explained-violation.js';
import { type Target } from './plain-data.js';
import { type SchemaNode } from './validator.js';

/** A value of the wrong type: nothing, text that YAML read as braces, or what does not belong there. */
export function explainType(target: Target, schema: SchemaNode, source: SourceText): ExplainedViolation {
  const { node } = target;
  const expected = withArticle(schema.title ?? 'value');
  if (node.kind === 'scalar' && node.type === 'null') return explainNull(target, expected);
  const first = source.text.charAt(node.start);
  if (schema.title === 'text' && node.kind !== 'scalar' && (first === '{' || first === '[')) {
    const hint = 'put the whole text in double quotes';
    return { code: 'CTA1011', place: node.place, message: `text that starts with "${first}" must be quoted`, hint };
  }
  const owner = target.key === undefined ? '' : `${quoteForMessage(target.key.text)}: `;
  const message = `${owner}expected ${expected}, found ${describeNode(node)}`;
  return { code: 'CTA1021', place: node.place, message, hint: hintFor(node, schema) };
}

/** Titles of schemas where a value of the event stands. */
const COMPARED: ReadonlySet<string> = new Set([
  'value or a mapping of operators',
  'value, { param: name } or { field: path }',
  'single value or { fact: path }',
]);

function explainNull(target: Target, expected: string): ExplainedViolation {
  const { key, isValueOfKey } = target;
  const place = nullPlace(target);
  if (COMPARED.has(expected.replace(/^an? /, ''))) {
    const isNegated = isValueOfKey && key?.text === 'not';
    return { code: 'CTA1024', place, message: 'null is no value: it is the same as missing', hint: `write exists: ${String(isNegated)}` };
  }
  const name = key === undefined || !isValueOfKey ? 'this' : quoteForMessage(key.text);
  return { code: 'CTA1024', place, message: `${name} has no value: expected ${expected}` };
}

/** A value that is not even written has its key's place. */
function nullPlace({ node, key, isValueOfKey }: Target): YamlNode['place'] {
  return node.start === node.end && isValueOfKey && key !== undefined ? key.place : node.place;
}

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'on', 'y']);
const NO: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n']);

function hintFor(node: YamlNode, { title = '' }: SchemaNode): string | undefined {
  switch (node.kind) {
    case 'scalar':
      if (title === 'plain true or false') return flagHint(node.text.toLowerCase());
      return title.startsWith('list of') ? `write [${node.text}]` : undefined;
    case 'mapping':
      return title.startsWith('list of mappings') ? 'start each mapping of the list with "- "' : undefined;
    case 'list':
      return title === 'mapping of conditions' ? 'to join the mappings of a list, write all: or any: above it' : undefined;
  }
}

function flagHint(text: string): string | undefined {
  if (YES.has(text)) return 'write true';
  return NO.has(text) ? 'write false' : undefined;
}

function withArticle(title: string): string {
  if (!/^[a-z]/.test(title) || title.startsWith('plain ')) return title;
  return /^[aeio]/.test(title) ? `an ${title}` : `a ${title}`;
}
