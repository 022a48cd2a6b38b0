import { type ScanReport } from '../model/report.js';
import { type Member, renderObject } from './json-pieces.js';
import { type ReporterOptions, type SarifProfile } from './reporter.js';
import { HOME_PAGE, SARIF_SCHEMA } from './sarif/home.js';
import {
  leftOutNotifications,
  noteNotification,
  notificationDescriptors,
  problemNotification,
  type LeftOut,
} from './sarif/notifications.js';
import { fullResult } from './sarif/result-full.js';
import { githubResult } from './sarif/result-github.js';
import { ruleDescriptor } from './sarif/rule-descriptors.js';
import { deriveTaxonomies, type Taxonomies } from './sarif/taxonomies.js';

/** Code scanning refuses a run with more results; problems it does not show, so a few are enough to say what happened. */
const LIMITS = {
  full: { results: Infinity, problems: Infinity },
  github: { results: 25_000, problems: 100 },
} as const satisfies Readonly<Record<SarifProfile, { readonly results: number; readonly problems: number }>>;

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): no clock, no machine, so the same logs give the same file. */
export function* renderSarif(report: ScanReport, { sarifProfile }: Pick<ReporterOptions, 'sarifProfile'>): Iterable<string> {
  yield `{"$schema": ${JSON.stringify(SARIF_SCHEMA)}, "version": "2.1.0", "runs": [\n`;
  yield* renderObject(runMembers(report, sarifProfile));
  yield ']}\n';
}

function runMembers(report: ScanReport, profile: SarifProfile): Member[] {
  const taxonomies = deriveTaxonomies(report);
  const leftOut: LeftOut = {
    results: Math.max(0, report.findings.length - LIMITS[profile].results),
    problems: Math.max(0, report.problems.length - LIMITS[profile].problems),
  };
  const descriptors = notificationDescriptors(report.problems, { ...leftOut, notes: report.notes.length });
  const isFull = profile === 'full';
  return [
    { key: 'tool', value: { driver: driver(report, taxonomies, profile, descriptors) } },
    { key: 'automationDetails', value: { id: report.policy === undefined ? 'ctaudit/' : `ctaudit/${report.policy.id}/` } },
    { key: 'invocations', value: [invocation(report, leftOut, descriptors)] },
    { key: 'columnKind', value: 'utf16CodeUnits' },
    ...(isFull && taxonomies.components.length > 0 ? [{ key: 'taxonomies', value: taxonomies.components }] : []),
    ...(isFull ? [{ key: 'properties', value: runProperties(report) }] : []),
    { key: 'results', items: results(report, taxonomies, profile) },
  ];
}

type Descriptors = ReturnType<typeof notificationDescriptors>;

function driver(report: ScanReport, taxonomies: Taxonomies, profile: SarifProfile, notifications: Descriptors): object {
  const { name, version } = report.tool;
  return {
    name,
    version,
    semanticVersion: version,
    informationUri: HOME_PAGE,
    shortDescription: { text: 'Rules-as-code compliance engine for AWS CloudTrail.' },
    rules: report.rules.map((rule) => ruleDescriptor(rule, taxonomies, profile)),
    ...(notifications.length > 0 && { notifications }),
    ...(profile === 'full' &&
      taxonomies.components.length > 0 && {
        supportedTaxonomies: taxonomies.components.map((component, index) => ({ name: component.name, index })),
      }),
  };
}

function invocation({ complete, problems, notes }: ScanReport, leftOut: LeftOut, descriptors: Descriptors): object {
  const indexOf = (id: string): number => descriptors.findIndex((descriptor) => descriptor.id === id);
  const written = problems.slice(0, problems.length - leftOut.problems);
  const notifications = [
    ...written.map((problem) => problemNotification(problem, indexOf)),
    ...leftOutNotifications(leftOut, indexOf),
    ...notes.map((note) => noteNotification(note, indexOf)),
  ];
  return { executionSuccessful: complete, ...(notifications.length > 0 && { toolExecutionNotifications: notifications }) };
}

function runProperties({ verdict, complete, gate, policy, input, integrity, hidden }: ScanReport): object {
  return { verdict, complete, gate, ...(policy !== undefined && { policy }), input, ...(integrity !== undefined && { integrity }), hidden };
}

function* results(report: ScanReport, taxonomies: Taxonomies, profile: SarifProfile): Iterable<object> {
  const rules = new Map(report.rules.map((rule, index) => [rule.id, { index, taxa: taxonomies.of(rule) }]));
  for (const finding of report.findings.slice(0, LIMITS[profile].results)) {
    const { index, taxa } = rules.get(finding.ruleId) ?? { index: -1, taxa: [] };
    yield profile === 'full' ? fullResult(finding, index, taxa) : githubResult(finding, index);
  }
}
