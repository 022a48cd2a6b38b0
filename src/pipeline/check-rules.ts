import { type Diagnostic } from '../diagnostics/diagnostic.js';
import { describeCondition } from '../engine/describe-condition.js';
import { type EventRule } from '../ir/rule-set.js';
import { type CompileRulesOptions } from './compile-rules.js';
import { compileSources } from './compile-sources.js';

/** What the bytes of a record tell of a rule before the record is parsed; empty where they tell nothing. */
interface RawTest {
  /** Only records with one of these can match. */
  readonly eventNames?: readonly string[];
  readonly eventSources?: readonly string[];
  /** What else is asked, in words. */
  readonly condition?: string;
}

interface CheckedRule {
  readonly id: string;
  readonly rawTest: RawTest;
  /** The keys of a record that are parsed for the rule; absent when it is the whole record. */
  readonly keys?: readonly string[];
}

export interface RulesCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the diagnostics are about, by file. */
  readonly texts: ReadonlyMap<string, string>;
  /** By id; none when there is an error. */
  readonly rules: readonly CheckedRule[];
}

/**
 * Checks rules without any log, and says of each what a scan asks of the bytes of records for it.
 * @throws NoSuchRuleError for a rule or policy that does not exist
 * @throws UnreadableFileError for one that is there and cannot be read
 */
export function checkRules(options: CompileRulesOptions): RulesCheck {
  const { ruleSet, diagnostics, texts } = compileSources({ ...options, advise: true });
  // What an error made of a rule is not what its author asks for.
  const broken = new Set(diagnostics.filter(({ level }) => level === 'error').map(({ place }) => place.file));
  const told = diagnostics.filter(({ code, place }) => code !== 'CTA2008' || !broken.has(place.file));
  return { diagnostics: told, texts, rules: (ruleSet?.rules ?? []).map(checkedRule) };
}

function checkedRule({ info, index, guard, keys }: EventRule): CheckedRule {
  const condition = guard && describeCondition(guard);
  return { id: info.id, rawTest: { ...index, ...(condition !== undefined && { condition }) }, ...(keys !== undefined && { keys }) };
}
