import { type Diagnostic, type Place } from '../../diagnostics/diagnostic.js';
import { isSeverity, type Severity } from '../../model/severity.js';
import { DiagnosticCollector } from '../diagnostic-collector.js';
import { validateRule } from '../generated/validators.js';
import { readJsonRules } from '../json-rules/read-json-rules.js';
import { ReadingContext } from '../reading-context.js';
import { checkSchema } from '../schema/check-schema.js';
import { readYaml } from '../yaml/read-yaml.js';
import { valueOf, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js';
import { readConditionList, readConditions } from './read-conditions.js';
import { readParameters } from './read-parameters.js';
import { readPath, type Scope } from './read-path.js';
import { readTemplate } from './read-template.js';
import { scalarAt, scalarsIn, textAt, textsAt } from './read-texts.js';
import { reportAllRepeats } from './report-repeats.js';
import { reportCutText } from './report-cut-text.js';
import { type ConditionSyntax, type Located, type PathSyntax, type RuleSyntax } from './syntax.js';

export interface RuleReading {
  /** Without the parts that have errors; undefined when the file is no mapping at all. */
  readonly rule?: RuleSyntax;
  /** Every problem of the file, by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one rule file: YAML, then the published schema, then the tree with the place of everything. Throws for nothing that an author can write. */
export function readRule(file: string, text: string): RuleReading {
  const { source, root, diagnostics } = readYaml(file, text);
  if (root === undefined) return { diagnostics };
  const collector = new DiagnosticCollector(source, diagnostics);
  checkSchema(root, validateRule, source, collector);
  if (root.kind !== 'mapping') return { diagnostics: collector.diagnostics() };
  const context = new ReadingContext(source, collector);
  const rule = readTree(root, file, context);
  reportAllRepeats(root, context);
  reportCutText(root, context);
  return { rule, diagnostics: collector.diagnostics() };
}

function readTree(root: YamlMapping, file: string, context: ReadingContext): RuleSyntax {
  const scope: Scope = { context, inElement: false };
  const place = root.entries[0]?.key.place ?? root.place;
  const when = readWhen(root, scope);
  const unless = readUnless(valueOf(root, 'unless'), scope);
  const message = scalarAt(root, 'message');
  const rule: RuleSyntax = {
    kind: 'rule',
    file,
    ...readHead(root, file, place),
    ...readLists(root),
    parameters: readParameters(valueOf(root, 'parameters'), context).filter(({ name }) => !context.isLeftOutParameter(name.value)),
    when: when ?? { kind: 'all', conditions: [], place },
    unless,
    message: message === undefined ? [] : readTemplate(message, context),
    groupBy: readGroupBy(valueOf(root, 'groupBy'), scope),
    place,
  };
  return context.isPartial || when === undefined ? { ...rule, partial: true } : rule;
}

type Head = Pick<RuleSyntax, 'id' | 'title' | 'severity' | 'description' | 'remediation'>;

/** What is missing or broken has something in its place, so that the rest can be checked. */
function readHead(root: YamlMapping, file: string, place: Place): Head {
  const id = textAt(root, 'id') ?? { value: idOfFile(file), place };
  const title = textAt(root, 'title') ?? { value: id.value, place };
  return {
    id,
    title,
    severity: readSeverity(root) ?? { value: 'medium', place },
    description: textAt(root, 'description') ?? title,
    remediation: textAt(root, 'remediation')?.value ?? '',
  };
}

function readLists(root: YamlMapping): Pick<RuleSyntax, 'references' | 'attack' | 'tags' | 'falsePositives'> {
  return {
    references: textsAt(root, 'references'),
    attack: textsAt(root, 'attack'),
    tags: textsAt(root, 'tags'),
    falsePositives: textsAt(root, 'falsePositives').map(({ value }) => value),
  };
}

function readUnless(node: YamlNode | undefined, scope: Scope): readonly ConditionSyntax[] {
  return node === undefined ? [] : readConditionList(node, scope);
}

function readWhen(root: YamlMapping, scope: Scope): ConditionSyntax | undefined {
  // Both are read, so that the problems of both come to light, though only one may stand.
  const entries = root.entries.filter(({ key }) => key.text === 'when' || key.text === 'conditions');
  const [condition] = scope.context.readEntries(entries, ({ key, value }) =>
    key.text === 'when' ? readConditions(value, scope) : readJsonRules(value, scope),
  );
  return condition;
}

function readSeverity(root: YamlMapping): Located<Severity> | undefined {
  const { value, place } = textAt(root, 'severity') ?? {};
  return value !== undefined && place !== undefined && isSeverity(value) ? { value, place } : undefined;
}

/** Undefined when the author wrote none. */
function readGroupBy(node: YamlNode | undefined, scope: Scope): readonly PathSyntax[] | undefined {
  if (node?.kind !== 'list') return undefined;
  return scalarsIn(node).flatMap((scalar) => readPath(scalar, scope) ?? []);
}

/** A name to go on with in kebab-case, where the rule's own is missing or broken. */
function idOfFile(file: string): string {
  const name = file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'rule'
  );
}
