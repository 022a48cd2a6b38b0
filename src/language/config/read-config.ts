import { type Diagnostic } from '../../diagnostics/diagnostic.js';
import { SEVERITIES } from '../../model/severity.js';
import { parseTime } from '../../model/time.js';
import { DiagnosticCollector } from '../diagnostic-collector.js';
import { validateConfig } from '../generated/validators.js';
import { readAssignments } from '../native/read-assignments.js';
import { textAt, textsAt } from '../native/read-texts.js';
import { countAt, flagAt, wordAt } from '../native/read-words.js';
import { reportAllRepeats } from '../native/report-repeats.js';
import { type Located } from '../native/syntax.js';
import { ReadingContext } from '../reading-context.js';
import { checkSchema } from '../schema/check-schema.js';
import { readYaml } from '../yaml/read-yaml.js';
import { entryOf, valueOf, type YamlMapping } from '../yaml/yaml-node.js';
import { type ConfigSyntax, CONFIGURED_ENGINES, SARIF_PROFILES } from './syntax.js';

export interface ConfigReading {
  /** Without the parts that have errors; undefined when the file is no mapping at all. */
  readonly config?: ConfigSyntax;
  /** Every problem of the file, by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a project file. Throws for nothing that an author can write. */
export function readConfig(file: string, text: string): ConfigReading {
  const { source, root, diagnostics } = readYaml(file, text);
  // A project file with nothing in it, or with comments alone, sets nothing.
  if (diagnostics.every(({ code }) => code === 'CTA1009') && root === undefined)
    return { config: { kind: 'config', file, parameters: [] }, diagnostics: [] };
  if (root === undefined) return { diagnostics };
  const collector = new DiagnosticCollector(source, diagnostics);
  checkSchema(root, validateConfig, source, collector);
  if (root.kind !== 'mapping') return { diagnostics: collector.diagnostics() };
  const context = new ReadingContext(source, collector);
  const config = readTree(root, file, context);
  reportAllRepeats(root, context);
  checkTime(config.since, 'since', context);
  checkTime(config.until, 'until', context);
  for (const account of config.account ?? []) checkAccount(account, context);
  return { config, diagnostics: collector.diagnostics() };
}

function readTree(root: YamlMapping, file: string, context: ReadingContext): ConfigSyntax {
  const words = {
    policy: textAt(root, 'policy'),
    sarifProfile: wordAt(root, 'sarifProfile', SARIF_PROFILES),
    failOn: wordAt(root, 'failOn', SEVERITIES),
    minSeverity: wordAt(root, 'minSeverity', SEVERITIES),
    since: textAt(root, 'since'),
    until: textAt(root, 'until'),
    engine: wordAt(root, 'engine', CONFIGURED_ENGINES),
  };
  const lists = {
    rules: listAt(root, 'rules'),
    output: listAt(root, 'output'),
    account: listAt(root, 'account'),
    region: listAt(root, 'region'),
  };
  const values = {
    maxFindings: countAt(root, 'maxFindings'),
    evidence: countAt(root, 'evidence'),
    jobs: countAt(root, 'jobs'),
    allowIncomplete: flagAt(root, 'allowIncomplete'),
  };
  return {
    kind: 'config',
    file,
    ...present({ ...words, ...lists, ...values }),
    parameters: readAssignments(valueOf(root, 'parameters'), context),
  };
}

/** Undefined when the key is not there at all; an empty list is a choice. */
function listAt(root: YamlMapping, key: string): readonly Located<string>[] | undefined {
  return entryOf(root, key) === undefined ? undefined : textsAt(root, key);
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}

function checkTime(time: Located<string> | undefined, name: string, context: ReadingContext): void {
  if (time === undefined) return;
  const text = /^\d{4}-\d{2}-\d{2}$/.test(time.value) ? `${time.value}T00:00:00Z` : time.value;
  if (parseTime(text) !== undefined) return;
  const hint = 'write a date such as 2026-01-31, or a time with its zone such as 2026-01-31T12:00:00Z';
  context.report('CTA3003', time.place, `"${name}" is "${time.value}", which is no time`, hint);
}

function checkAccount({ value, place }: Located<string>, context: ReadingContext): void {
  if (/^\d{12}$/.test(value)) return;
  context.report('CTA3004', place, `"${value}" is no account ID: one has 12 digits, leading zeros among them`);
}
