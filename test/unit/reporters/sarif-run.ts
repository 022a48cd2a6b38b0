import { type ScanReport } from '../../../src/model/report.js';
import { type SarifProfile } from '../../../src/reporters/reporter.js';
import { renderSarif } from '../../../src/reporters/sarif.js';
import { cleanReport, finding, hostileReport, policy, problem, ruleInfo, scanReport } from './fixtures.js';

interface Location {
  readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string }; readonly region: Readonly<Record<string, number>> };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string; readonly kind: string }[];
  readonly properties?: Readonly<Record<string, unknown>>;
}
export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly occurrenceCount: number;
  readonly taxa?: readonly { readonly id: string }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Notification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly Location[];
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Descriptor {
  readonly id: string;
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly properties: { readonly tags: readonly string[]; readonly 'security-severity': string };
}
export interface Run {
  readonly tool: {
    readonly driver: { readonly rules: readonly Descriptor[]; readonly notifications?: readonly { readonly id: string }[] };
  };
  readonly invocations: readonly { readonly executionSuccessful: boolean; readonly toolExecutionNotifications?: readonly Notification[] }[];
  readonly taxonomies?: readonly { readonly name: string; readonly taxa: readonly { readonly id: string }[] }[];
  readonly results: readonly Result[];
}

/** The whole file. */
export const sarifText = (report: ScanReport, sarifProfile: SarifProfile): string => [...renderSarif(report, { sarifProfile })].join('');

export function runOf(report: ScanReport, profile: SarifProfile): Run {
  const { runs } = JSON.parse(sarifText(report, profile)) as { runs: [Run] };
  return runs[0];
}

/** The first result. */
export function resultOf(report: ScanReport, profile: SarifProfile): Result {
  const [result] = runOf(report, profile).results;
  if (result === undefined) throw new Error('no result');
  return result;
}

/** Reports of every kind, the strange ones too. */
export const REPORTS: readonly { name: string; report: ScanReport }[] = [
  { name: 'one finding', report: scanReport() },
  { name: 'no finding', report: cleanReport() },
  { name: 'no rule', report: cleanReport({ rules: [] }) },
  { name: 'a policy', report: scanReport({ policy }) },
  { name: 'no evidence', report: scanReport({ findings: [finding({ evidence: [], arns: [] })] }) },
  {
    name: 'problems of the input',
    report: cleanReport({ complete: false, verdict: 'incomplete', problems: [problem, { ...problem, count: 9, lastByteOffset: 99 }] }),
  },
  { name: 'an attacker at work', report: hostileReport() },
  {
    name: 'a rule of few words',
    report: scanReport({
      rules: [ruleInfo({ title: '', description: '', remediation: '', references: [], attack: [], tags: [], falsePositives: [] })],
    }),
  },
];
