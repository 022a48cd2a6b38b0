import { createDiagnostic } from '../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { type ScalarSyntax } from '../language/native/syntax.js';
import { foldAscii } from '../model/text.js';
import { type RuleCheck } from './check.js';
import { DERIVED_FIELDS } from './derived-fields.js';
import { SPELLINGS } from './field-catalogue.js';
import { derivedFieldName } from './lower-path.js';
import { type Comparison, comparisonsOf, entriesOf, type Entry, stepsText } from './walk-syntax.js';

/** Fields with few values are compared with those: derived fields have no others, and AWS spells its own words in one way. */
export const checkFieldValues: RuleCheck = (rule) =>
  entriesOf(rule).flatMap((entry) => comparisonsOf(entry.value).flatMap((comparison) => checkComparison(entry, comparison)));

function checkComparison({ path, steps }: Entry, { operator, comparands, ignoreCase }: Comparison): readonly Diagnostic[] {
  if (operator !== 'equals' && operator !== 'in') return [];
  const problem = problemFinder(derivedFieldName('record', steps), stepsText(steps), ignoreCase);
  return comparands.flatMap((comparand) => {
    const found = comparand.kind === 'scalar' ? problem(comparand) : undefined;
    if (comparand.kind !== 'scalar' || found === undefined) return [];
    const hint = found.meant === undefined ? undefined : `did you mean "${found.meant}"?`;
    return [createDiagnostic('CTA2007', comparand.place, `${path.text} is never "${comparand.text}"${found.why}`, hint)];
  });
}

type Finder = (scalar: ScalarSyntax) => { readonly meant?: string | undefined; readonly why: string } | undefined;

function problemFinder(derived: string | undefined, path: string, ignoreCase: boolean): Finder {
  const equal = ignoreCase ? (left: string, right: string): boolean => foldAscii(left) === foldAscii(right) : Object.is;
  const closed = derived === undefined ? undefined : DERIVED_FIELDS.get(derived)?.values;
  if (closed !== undefined) {
    return ({ text }) =>
      closed.some((known) => equal(known, text)) ? undefined : { meant: nearest(text, closed), why: `; it is ${closed.join(', ')}` };
  }
  if (ignoreCase) return () => undefined;
  if (path === 'awsRegion') {
    return ({ text }) =>
      text === text.toLowerCase() ? undefined : { meant: text.toLowerCase(), why: ': AWS writes Regions in lower case' };
  }
  const spelt = SPELLINGS.get(path) ?? [];
  return ({ text }) => {
    const meant = spelt.find((known) => known !== text && foldAscii(known) === foldAscii(text));
    return meant === undefined ? undefined : { meant, why: ': text is compared as it is written' };
  };
}
