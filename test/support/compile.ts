import { compile } from '../../src/compiler/compile.js';
import { type ParameterValue } from '../../src/compiler/parameter-values.js';
import { type RuleSet } from '../../src/ir/rule-set.js';
import { readRule } from '../../src/language/native/read-rule.js';
import { renderDiagnostic } from '../../src/diagnostics/render-diagnostic.js';

export type Parameters = Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>;

/** Compiles rule texts; an error in one of them fails the test with what an author would see. */
export function compileTexts(texts: readonly string[], parameters: Readonly<Record<string, Parameters>> = {}): RuleSet {
  const files = texts.map((text, i) => ({ file: `rule-${i}.yaml`, text }));
  const read = files.map(({ file, text }) => readRule(file, text));
  const rules = read.flatMap(({ rule }) => rule ?? []);
  const { ruleSet, diagnostics } = compile(rules, { parameters: parameterValues(parameters) });
  const errors = [...read.flatMap((each) => each.diagnostics), ...diagnostics].filter(({ level }) => level === 'error');
  if (ruleSet === undefined || errors.length > 0) {
    const text = (file: string): string | undefined => files.find((each) => each.file === file)?.text;
    throw new Error(errors.map((error) => renderDiagnostic(error, text(error.place.file), { color: false })).join('\n'));
  }
  return ruleSet;
}

function parameterValues(parameters: Readonly<Record<string, Parameters>>): readonly ParameterValue[] {
  return Object.entries(parameters).flatMap(([ruleId, values]) =>
    Object.entries(values).map(([name, value]) => ({ ruleId, name, values: [value].flat().map(String), origin: 'flag' as const })),
  );
}
