import { type ReadingContext } from '../reading-context.js';
import { type YamlScalar } from '../yaml/yaml-node.js';
import { parseTemplate } from './parse-template.js';
import { placeInScalar, readPathText } from './read-path.js';
import { type TemplatePartSyntax } from './syntax.js';

/** The parts of a message; what is no part is reported and left out. */
export function readTemplate(scalar: YamlScalar, context: ReadingContext): readonly TemplatePartSyntax[] {
  const parts: TemplatePartSyntax[] = [];
  for (const part of parseTemplate(scalar.text)) {
    if (part.kind === 'text') parts.push(part);
    else if (part.kind === 'error')
      context.report('CTA1013', placeInScalar(scalar, scalar.text.slice(part.start), context), part.message, part.hint);
    else {
      const placeholder = placeInScalar(scalar, scalar.text.slice(part.start, part.end), context);
      const place = { ...placeholder, column: placeholder.column + 1, length: Math.max(1, part.path.length) };
      const path = readPathText(part.path, { context, inElement: false }, () => place);
      if (path !== undefined) parts.push({ kind: 'value', path, missing: part.missing });
    }
  }
  return parts;
}
