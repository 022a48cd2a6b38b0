import { type Place } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/nearest.js';
import { type SourceText } from '../yaml/source-text.js';
import { describeNode, quoteForMessage, type YamlNode } from '../yaml/yaml-node.js';
import { explainType } from './explain-type.js';
import { explainUnknownKey } from './explain-unknown-key.js';
import { type ExplainedViolation } from './explained-violation.js';
import { keyIn, type Target } from './plain-data.js';
import { type SchemaError, type SchemaNode } from './validator.js';

/** What an author did that a schema forbids; undefined where ajv only repeats another error. */
export function explainViolation(violation: SchemaError, target: Target, source: SourceText): ExplainedViolation | undefined {
  switch (violation.keyword) {
    // Both stand beside the error that says what is wrong.
    case 'if':
    case 'pattern':
      return undefined;
    case 'additionalProperties':
      return explainUnknownKey(keyIn(target, parameterOf(violation, 'additionalProperty')), target, schemaOf(violation));
    case 'required':
      return { code: 'CTA1020', place: ownPlace(target), message: `missing key "${parameterOf(violation, 'missingProperty')}"` };
    case 'type':
      return explainType(target, schemaOf(violation), source);
    case 'enum':
      return explainEnum(target, schemaOf(violation), source);
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return explainEmpty(target);
    default:
      return explainRare(violation, target);
  }
}

function explainRare(violation: SchemaError, target: Target): ExplainedViolation {
  switch (violation.keyword) {
    case 'false schema':
      return explainForbidden(violation, target);
    case 'maxProperties': {
      const hint = 'it stands alone: what has a value that satisfies an operator exists';
      return { code: 'CTA1026', place: keyIn(target, 'exists').place, message: '"exists" beside other operators', hint };
    }
    case 'minimum':
      return { code: 'CTA1027', place: target.node.place, message: `${describeNode(target.node)} is less than ${limitOf(violation)}` };
    case 'maximum':
      return { code: 'CTA1027', place: target.node.place, message: `${describeNode(target.node)} is more than ${limitOf(violation)}` };
    case 'propertyNames': {
      const key = keyIn(target, parameterOf(violation, 'propertyName'));
      const message = `${quoteForMessage(key.text)} is no name: names are letters, digits, "-" and "_", a letter first`;
      return { code: 'CTA1028', place: key.place, message };
    }
    default:
      throw new Error(`no words for violations of the schema keyword "${violation.keyword}"`);
  }
}

function explainForbidden({ schemaPath }: SchemaError, { key, node }: Target): ExplainedViolation {
  const place = key?.place ?? node.place;
  if (schemaPath.includes('/when/')) {
    return { code: 'CTA1031', place, message: '"when" beside "conditions"', hint: 'write one of them' };
  }
  const name = key?.text ?? '';
  const hint = `for each value itself, write ".": { ${name}: … }; for a field of that name, write '"${name}"'`;
  return { code: 'CTA1032', place, message: `the operator "${name}" stands where a field must stand`, hint };
}

function explainEnum(target: Target, schema: SchemaNode, source: SourceText): ExplainedViolation {
  const { node } = target;
  if (node.kind !== 'scalar' || node.type === 'null') return explainType(target, schema, source);
  const words = (schema.enum ?? []).map(String);
  const hint = didYouMean(node.text, words) ?? `one of ${words.join(', ')}`;
  return { code: 'CTA1022', place: node.place, message: `unknown ${schema.title ?? 'word'} ${quoteForMessage(node.text)}`, hint };
}

function explainEmpty(target: Target): ExplainedViolation {
  const { node, key, isValueOfKey } = target;
  const message = isValueOfKey && key !== undefined ? `${quoteForMessage(key.text)} is ${emptyWords(node)}` : `here is ${emptyWords(node)}`;
  return { code: 'CTA1023', place: node.place, message };
}

function emptyWords(node: YamlNode): string {
  return node.kind === 'scalar' ? 'an empty text' : describeNode(node);
}

/** Where a mapping as a whole is meant: its key, else its first key. */
function ownPlace({ node, key, isValueOfKey }: Target): Place {
  if (isValueOfKey && key !== undefined) return key.place;
  return node.kind === 'mapping' ? (node.entries[0]?.key.place ?? node.place) : node.place;
}

function schemaOf({ parentSchema }: SchemaError): SchemaNode {
  return typeof parentSchema === 'object' ? parentSchema : {};
}

function parameterOf({ params, keyword }: SchemaError, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw new Error(`a violation of "${keyword}" does not say its "${name}"`);
  return value;
}

function limitOf({ params }: SchemaError): string {
  return String(params['limit']);
}
