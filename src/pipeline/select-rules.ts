import { nearest } from '../diagnostics/nearest.js';
import { readRule, type RuleReading } from '../language/native/read-rule.js';
import { type RuleSyntax } from '../language/native/syntax.js';
import { type AuthorFile, builtInRuleFiles, ruleFilesAt } from '../packs/rule-files.js';
import { NoSuchRuleError } from './no-such-rule-error.js';

/** A rule file and what reading it gave. */
export interface ReadFile extends RuleReading {
  readonly source: AuthorFile;
}

/**
 * Reads the rules that are asked for by id or tag of a built-in rule, by file or by folder; the built-in rules when nothing is asked for.
 * @throws NoSuchRuleError for a name that is none of these
 */
export function selectRules(selectors: readonly string[] | undefined, cwd: string): readonly ReadFile[] {
  if (selectors === undefined) return readFiles(builtInRuleFiles());
  let builtIn: readonly ReadFile[] | undefined;
  const selected = new Map<string, ReadFile>();
  for (const selector of selectors) {
    const files = ruleFilesAt(selector, cwd);
    const found = files === undefined ? named(selector, (builtIn ??= readFiles(builtInRuleFiles()))) : readFiles(files);
    if (found.length === 0) throw new NoSuchRuleError(`no rule file in ${selector}: rules are files that end in .yaml`);
    for (const file of found) selected.set(file.source.file, file);
  }
  return [...selected.values()];
}

function readFiles(files: readonly AuthorFile[]): readonly ReadFile[] {
  return files.map((source) => ({ source, ...readRule(source.file, source.text) }));
}

const namesOf = (rule: RuleSyntax | undefined): readonly string[] =>
  rule === undefined ? [] : [rule.id.value, ...rule.tags.map(({ value }) => value)];

function named(name: string, builtIn: readonly ReadFile[]): readonly ReadFile[] {
  const found = builtIn.filter(({ rule }) => namesOf(rule).includes(name));
  if (found.length > 0) return found;
  const near = nearest(
    name,
    builtIn.flatMap(({ rule }) => namesOf(rule)),
  );
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  throw new NoSuchRuleError(`no built-in rule or tag, no file and no folder is named ${name}${hint}`);
}
