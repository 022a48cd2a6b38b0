import { canonicalNumber } from '../yaml/scalar-type.js';
import { entryOf, valueOf, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/yaml-node.js';
import { readPath, type Scope } from './read-path.js';
import { type ComparandSyntax, type FieldReference, type ParameterReference, type ScalarSyntax } from './syntax.js';

/** A scalar as it is compared; undefined for null, which is no value. */
export function readScalar(scalar: YamlScalar): ScalarSyntax | undefined {
  const { type, text, style, place } = scalar;
  if (type === 'null') return undefined;
  const canonical = type === 'number' ? canonicalNumber(text) : undefined;
  return { kind: 'scalar', text, ...(canonical === undefined ? {} : { canonical }), quoted: style !== 'plain', place };
}

/** A scalar, `{ param: name }` or `{ field: path }`; undefined for anything else and for what is broken. */
export function readComparand(node: YamlNode, scope: Scope): ComparandSyntax | undefined {
  switch (node.kind) {
    case 'scalar':
      return readScalar(node);
    case 'mapping':
      return readReference(node, scope);
    case 'list':
      return undefined;
  }
}

export function isReference(mapping: YamlMapping): boolean {
  return entryOf(mapping, 'param') !== undefined || entryOf(mapping, 'field') !== undefined;
}

function readReference(mapping: YamlMapping, scope: Scope): ParameterReference | FieldReference | undefined {
  const parameter = valueOf(mapping, 'param');
  if (parameter !== undefined) {
    if (!isText(parameter)) return undefined;
    scope.context.keepParameter(parameter.text);
    return { kind: 'parameter', name: parameter.text, place: parameter.place };
  }
  const field = valueOf(mapping, 'field');
  const path = field !== undefined && isText(field) ? readPath(field, scope) : undefined;
  if (path === undefined) return undefined;
  return { kind: 'field', path, prefix: textOf(mapping, 'prefix'), suffix: textOf(mapping, 'suffix'), place: mapping.place };
}

function isText(node: YamlNode): node is YamlScalar {
  return node.kind === 'scalar' && node.type === 'string' && node.text !== '';
}

function textOf(mapping: YamlMapping, key: string): string {
  const node = valueOf(mapping, key);
  return node?.kind === 'scalar' ? node.text : '';
}
