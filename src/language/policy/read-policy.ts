import { type Diagnostic } from '../../diagnostics/diagnostic.js';
import { SEVERITIES } from '../../model/severity.js';
import { DiagnosticCollector } from '../diagnostic-collector.js';
import { validatePolicy } from '../generated/validators.js';
import { readAssignments } from '../native/read-assignments.js';
import { textAt, textsAt } from '../native/read-texts.js';
import { countAt, wordAt } from '../native/read-words.js';
import { reportAllRepeats } from '../native/report-repeats.js';
import { ReadingContext } from '../reading-context.js';
import { checkSchema } from '../schema/check-schema.js';
import { readYaml } from '../yaml/read-yaml.js';
import { valueOf, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js';
import { type ControlSyntax, type GateSyntax, type PolicySyntax, type SeveritySyntax } from './syntax.js';

export interface PolicyReading {
  /** Without the parts that have errors; undefined when the file is no mapping at all. */
  readonly policy?: PolicySyntax;
  /** Every problem of the file, by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a policy file. Whether its rules exist is for whoever has them to say. Throws for nothing that an author can write. */
export function readPolicy(file: string, text: string): PolicyReading {
  const { source, root, diagnostics } = readYaml(file, text);
  if (root === undefined) return { diagnostics };
  const collector = new DiagnosticCollector(source, diagnostics);
  checkSchema(root, validatePolicy, source, collector);
  if (root.kind !== 'mapping') return { diagnostics: collector.diagnostics() };
  const context = new ReadingContext(source, collector);
  const policy = readTree(root, file, context);
  reportAllRepeats(root, context);
  reportRepeatedControls(policy, context);
  return { policy, diagnostics: collector.diagnostics() };
}

function readTree(root: YamlMapping, file: string, context: ReadingContext): PolicySyntax {
  const text = (key: string): string => textAt(root, key)?.value ?? '';
  const controls = valueOf(root, 'controls');
  return {
    kind: 'policy',
    file,
    id: textAt(root, 'id') ?? { value: '', place: root.place },
    title: text('title'),
    framework: text('framework'),
    version: text('version'),
    description: text('description'),
    gate: readGate(valueOf(root, 'gate')),
    controls: controls?.kind === 'list' ? context.readItems(controls.items, readControl) : [],
    parameters: readAssignments(valueOf(root, 'parameters'), context),
    severities: readSeverities(valueOf(root, 'severity'), context),
  };
}

function readGate(node: YamlNode | undefined): GateSyntax {
  if (node?.kind !== 'mapping') return {};
  const failOn = wordAt(node, 'failOn', SEVERITIES);
  const maxFindings = countAt(node, 'maxFindings');
  return { ...(failOn && { failOn }), ...(maxFindings && { maxFindings }) };
}

function readControl(node: YamlNode): ControlSyntax | undefined {
  const id = node.kind === 'mapping' ? textAt(node, 'id') : undefined;
  if (node.kind !== 'mapping' || id === undefined) return undefined;
  const text = (key: string): string => textAt(node, key)?.value ?? '';
  return { id, title: text('title'), basis: text('basis'), rules: textsAt(node, 'rules'), note: text('note') };
}

function readSeverities(node: YamlNode | undefined, context: ReadingContext): readonly SeveritySyntax[] {
  if (node?.kind !== 'mapping') return [];
  return context.readEntries(node.entries, ({ key }) => {
    const severity = wordAt(node, key.text, SEVERITIES);
    return severity && { ruleId: { value: key.text, place: key.place }, severity };
  });
}

function reportRepeatedControls({ controls }: PolicySyntax, context: ReadingContext): void {
  const lines = new Map<string, number>();
  for (const { id, rules } of controls) {
    const line = lines.get(id.value);
    if (line === undefined) lines.set(id.value, id.place.line);
    else context.report('CTA3001', id.place, `control "${id.value}" stands twice, first on line ${line}`);
    const named = new Set<string>();
    for (const rule of rules) {
      if (named.has(rule.value)) context.report('CTA3002', rule.place, `rule "${rule.value}" stands twice in control "${id.value}"`);
      named.add(rule.value);
    }
  }
}
