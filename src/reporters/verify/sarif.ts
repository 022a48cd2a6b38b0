import { printable } from '../../model/safe-text.js';
import {
  LEVEL_SEVERITIES,
  VERIFY_CODES,
  type VerifyCode,
  type VerifyFinding,
  type VerifyLevel,
  type VerifyReport,
} from '../../model/verify-report.js';
import { type Member, renderObject } from '../json-pieces.js';
import { virtualPath } from '../sarif/artifact-uri.js';
import { HOME_PAGE, SARIF_SCHEMA } from '../sarif/home.js';
import { cutText, messageText } from '../sarif/message-text.js';
import { pascalCase } from '../sarif/rule-descriptors.js';
import { LEVELS, SECURITY_SEVERITIES } from '../sarif/severity-levels.js';

/** Code scanning refuses a run with more results. */
const MOST_RESULTS = 25_000;
/** They tell where chains start, and what is too new: a few are enough. */
const MOST_NOTES = 100;
/** A key of an attacker's length would fill the alert. */
const MOST_TEXT = 1000;

const HELP_PAGE = `${HOME_PAGE}/blob/main/docs/verify.md`;

const CONSEQUENCES: Readonly<Record<VerifyLevel, string>> = {
  error: 'Something is not as CloudTrail delivered it. Find out who wrote to the bucket at that time, and keep a copy of what is there.',
  warning: 'A part of the evidence could not be checked, so nothing is proven of it.',
  note: 'Nothing is wrong with the evidence.',
};

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) within the limits of code scanning: a result's location is its
 * object's key, which is a relative path and the same wherever a copy lies.
 */
export function* renderVerifySarif(report: VerifyReport): Iterable<string> {
  yield `{"$schema": ${JSON.stringify(SARIF_SCHEMA)}, "version": "2.1.0", "runs": [\n`;
  yield* renderObject(runMembers(report));
  yield ']}\n';
}

function runMembers(report: VerifyReport): Member[] {
  const { source, since, until, verdict, complete, digests, logs, trails } = report;
  // What is as it should be would be an alert that nobody can close.
  const notes = report.findings.filter(({ level }) => level === 'note');
  const named = report.findings.filter(({ level }) => level !== 'note');
  const codes = codesOf(named);
  return [
    { key: 'tool', value: { driver: driver(report, codes, codesOf(notes)) } },
    { key: 'automationDetails', value: { id: 'ctaudit-verify/' } },
    { key: 'invocations', value: [{ executionSuccessful: complete, ...notifications(notes, named.length - MOST_RESULTS) }] },
    { key: 'columnKind', value: 'utf16CodeUnits' },
    { key: 'properties', value: { source, since, until, verdict, complete, digests, logs, trails } },
    { key: 'results', items: results(named.slice(0, MOST_RESULTS), codes) },
  ];
}

function codesOf(findings: readonly VerifyFinding[]): readonly VerifyCode[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

function driver({ tool: { name, version } }: VerifyReport, codes: readonly VerifyCode[], notes: readonly VerifyCode[]): object {
  return {
    name,
    version,
    semanticVersion: version,
    informationUri: HOME_PAGE,
    shortDescription: { text: 'Rules-as-code compliance engine for AWS CloudTrail.' },
    rules: codes.map(ruleOf),
    ...(notes.length > 0 && { notifications: notes.map(ruleOf) }),
  };
}

function ruleOf(code: VerifyCode): object {
  const { title, level } = VERIFY_CODES[code];
  const text = `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
  return {
    id: code,
    name: pascalCase(title),
    shortDescription: { text },
    fullDescription: { text: `${text} ${CONSEQUENCES[level]}` },
    help: {
      text: CONSEQUENCES[level],
      markdown: `${CONSEQUENCES[level]}\n\n[What it means and what to do](${HELP_PAGE}#${code.toLowerCase()})\n`,
    },
    helpUri: `${HELP_PAGE}#${code.toLowerCase()}`,
    defaultConfiguration: { level: LEVELS[LEVEL_SEVERITIES[level]] },
    properties: { 'security-severity': SECURITY_SEVERITIES[LEVEL_SEVERITIES[level]], tags: ['security', 'cloudtrail', 'integrity'] },
  };
}

/** @param leftOut how many findings are not in the file; none where it is negative */
function notifications(notes: readonly VerifyFinding[], leftOut: number): object {
  const codes = codesOf(notes);
  const all = notes.slice(0, MOST_NOTES).map((note) => ({
    descriptor: { id: note.code, index: codes.indexOf(note.code) },
    level: 'note',
    message: { text: textOf(note) },
  }));
  const text = `${leftOut} more findings are not in this file: code scanning takes ${MOST_RESULTS} results.`;
  const limit = leftOut > 0 ? [{ level: 'warning', message: { text } }] : [];
  return all.length + limit.length === 0 ? {} : { toolExecutionNotifications: [...all, ...limit] };
}

function textOf({ message, uri }: VerifyFinding): string {
  return messageText(cutText([message, uri].filter(Boolean).map(printable).join(' '), MOST_TEXT));
}

function* results(findings: readonly VerifyFinding[], codes: readonly VerifyCode[]): Iterable<object> {
  for (const finding of findings) yield resultOf(finding, codes.indexOf(finding.code));
}

function resultOf(finding: VerifyFinding, ruleIndex: number): object {
  const { code, severity, account, region, trail, key, uri, fingerprint, count } = finding;
  const place = key === '' ? ['cloudtrail', account, region] : key.split('/');
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: textOf(finding) },
    locations: [
      {
        // All four are asked for; a log file is one long line.
        physicalLocation: {
          artifactLocation: { uri: virtualPath(place) },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
        },
      },
    ],
    fingerprints: { 'ctaudit/v1': fingerprint },
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(count !== undefined && { occurrenceCount: count }),
    properties: { severity, account, region, trail, uri: printable(uri) },
  };
}
