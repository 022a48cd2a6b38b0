import { didYouMean } from '../../diagnostics/nearest.js';
import { quoteForMessage, type YamlScalar } from '../yaml/yaml-node.js';
import { type ExplainedViolation } from './explained-violation.js';
import { type Target } from './plain-data.js';
import { type SchemaNode } from './validator.js';

const OPERATORS = 'mapping of operators';

/** Parts of json-rules-engine's conditions that do not go with our meaning, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  priority: 'the order of conditions never changes what they mean here',
  params: 'facts here are fields of the event and take no parameters',
  condition: 'conditions of other rules cannot be named; write the condition out',
  name: 'conditions have no names here; reports name them by what they say',
  id: 'conditions have no ids here',
};

const JSON_RULES: ReadonlySet<string> = new Set([
  'mapping with one of all, any and not',
  'condition with fact, operator and value',
  '{ fact: path }',
]);

/** Words of other rule languages whose meaning is exactly that of one of ours. */
const SYNONYMS: Readonly<Record<string, string>> = { level: 'severity', falsepositives: 'falsePositives', condition: 'when' };

export function explainUnknownKey(key: YamlScalar, owner: Target, schema: SchemaNode): ExplainedViolation {
  const candidates = Object.keys(schema.properties ?? {});
  const { text, place } = key;
  const reason = JSON_RULES.has(schema.title ?? '') ? REFUSED[text] : undefined;
  if (reason !== undefined) return { code: 'CTA1030', place, message: `"${text}" of json-rules-engine is not read`, hint: reason };
  if (schema.title === OPERATORS) {
    const hint = didYouMean(text, candidates) ?? fieldHint(text, owner);
    return { code: 'CTA1025', place, message: `unknown operator ${quoteForMessage(text)}`, hint };
  }
  const synonym = SYNONYMS[text];
  const known = synonym !== undefined && candidates.includes(synonym) ? `did you mean "${synonym}"?` : undefined;
  return { code: 'CTA1002', place, message: `unknown key ${quoteForMessage(text)}`, hint: known ?? didYouMean(text, candidates) };
}

/** `identity: { kind: root }` nests fields, which paths do here. */
function fieldHint(text: string, { key, isValueOfKey }: Target): string | undefined {
  return key === undefined || !isValueOfKey ? undefined : `for a field, write the path: ${key.text}.${text}`;
}
