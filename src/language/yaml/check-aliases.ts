import { type Alias, type Document, visit } from 'yaml';
import { createDiagnostic } from '../../diagnostics/create-diagnostic.js';
import { inSingleQuotes } from './explain-yaml-error.js';
import { maskRange, type YamlFault } from './repair.js';
import { type SourceText } from './source-text.js';

/** An alias that no anchor stands before: most often text that starts with `*` and was not quoted. */
export function checkAliases(document: Document.Parsed, text: string, source: SourceText): YamlFault | undefined {
  let unresolved: Alias | undefined;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      unresolved = alias;
      return visit.BREAK;
    },
  });
  const start = unresolved?.range?.[0];
  if (unresolved === undefined || start === undefined) return undefined;
  const name = unresolved.source.replace(/:$/, '');
  const rest = /^[^\n]*?(?=:?\s|:?$|[,\]}])/m.exec(text.slice(start))?.[0] ?? `*${name}`;
  const place = source.place(start, start + rest.length);
  return {
    diagnostic: createDiagnostic(
      'CTA1011',
      place,
      `no anchor &${name} stands before this alias; text that starts with "*" must be quoted`,
      `write ${inSingleQuotes(rest)}`,
    ),
    repair: (faulty) => maskRange(faulty, [start, start + 1], '_'),
  };
}
