import { placeInScalar, readPathText, type Scope } from '../native/read-path.js';
import { scalarAt } from '../native/read-texts.js';
import { type PathSyntax } from '../native/syntax.js';
import { type YamlMapping, type YamlScalar } from '../yaml/yaml-node.js';

// `[*]` says what our paths do by themselves; within quotes it is part of a key.
const ELEMENTS = /("(?:[^"\\]|\\.)*")|\[\*\]/gs;
const QUOTED = /"(?:[^"\\]|\\.)*"/gs;

/** `fact` and `path` of one mapping as one path of ours; a problem is reported and gives undefined. JSONPath itself is never run. */
export function readFactPath(mapping: YamlMapping, scope: Scope): PathSyntax | undefined {
  const fact = scalarAt(mapping, 'fact');
  if (fact?.type !== 'string' || fact.text === '') return undefined;
  const path = scalarAt(mapping, 'path');
  const whole = readPathText(fact.text, scope, (start, end) => placeInScalar(fact, fact.text.slice(start, end), scope.context));
  if (path === undefined) return whole;
  const rest = readRest(path, scope);
  if (whole === undefined || rest === undefined) return undefined;
  if (rest.steps.length === 0) return whole;
  return { ...whole, text: `${whole.text}.${rest.text}`, steps: [...whole.steps, ...rest.steps] };
}

function readRest(path: YamlScalar, scope: Scope): Pick<PathSyntax, 'text' | 'steps'> | undefined {
  const text = path.text.replace(ELEMENTS, (_match, quoted: string | undefined) => quoted ?? '');
  if (text === '$') return { text: '', steps: [] };
  if (!text.startsWith('$.') || /\.\.|[[\]()]/.test(text.replace(QUOTED, ''))) {
    const message = `JSONPath ${JSON.stringify(path.text)}: only $.a.b and $.a[*].b are read`;
    scope.context.report('CTA1012', path.place, message);
    return undefined;
  }
  return readPathText(text.slice(2), scope, () => path.place);
}
