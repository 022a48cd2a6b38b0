import { type Finding } from '../../model/finding.js';
import { type ScanReport } from '../../model/report.js';
import { printable } from '../../model/safe-text.js';
import { SEVERITIES } from '../../model/severity.js';
import { BLANK, type Block, paragraph } from './block.js';
import { type View } from './view.js';
import { countOf, groupDigits, readableTime } from './wording.js';

/** A person reads no more; the line that says how many more keeps a rule with thousands from hiding the next. */
const SHOWN = { ofARule: 10, inAll: 200 } as const;

/** Findings under headings of severity and rule; the report has them in this order. */
export function* renderFindings(report: ScanReport, view: View): Iterable<Block> {
  yield paragraph(headline(report), view.heading);
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  let left: number = SHOWN.inAll;
  let severity: string | undefined;
  for (const group of byRule(report.findings)) {
    const [{ ruleId, severity: own }] = group;
    if (own !== severity) yield* [BLANK, paragraph(own.toUpperCase(), view.severity[own])];
    severity = own;
    yield* [BLANK, renderRuleHeading(ruleId, titles.get(ruleId) ?? '', view)];
    const shown = group.slice(0, Math.min(SHOWN.ofARule, left));
    left -= shown.length;
    yield* shown.flatMap((finding) => renderFinding(finding, view));
    if (shown.length < group.length) yield renderRest(group.slice(shown.length), shown.length, view);
  }
  if (report.hidden > 0) yield* [BLANK, paragraph(`${countOf(report.hidden, 'finding')} under --min-severity not listed.`, view.quiet)];
}

function headline({ findings, input, rules }: ScanReport): string {
  const events = countOf(input.records.evaluated, 'event');
  if (rules.length === 0) return `No rule ran on ${events}.`;
  if (findings.length === 0) return `No findings in ${events}.`;
  const counts = [...SEVERITIES]
    .reverse()
    .map((severity) => ({ severity, count: findings.filter((one) => one.severity === severity).length }));
  const parts = counts.filter(({ count }) => count > 0).map(({ severity, count }) => `${groupDigits(count)} ${severity}`);
  return `${countOf(findings.length, 'finding')} in ${events}: ${parts.join(', ')}.`;
}

type Group = readonly [Finding, ...Finding[]];

function* byRule(findings: readonly Finding[]): Iterable<Group> {
  let group: [Finding, ...Finding[]] | undefined;
  for (const finding of findings) {
    if (group?.[0].ruleId === finding.ruleId && group[0].severity === finding.severity) group.push(finding);
    else {
      if (group !== undefined) yield group;
      group = [finding];
    }
  }
  if (group !== undefined) yield group;
}

/** Title and id, on one line if both fit whole. */
function renderRuleHeading(ruleId: string, title: string, view: View): Block {
  const text = printable(title);
  if (text === '') return paragraph(ruleId, view.heading, 2);
  const pieces = [
    { text, paint: view.heading },
    { text: ruleId, paint: view.quiet },
  ];
  return { kind: 'text', indent: 2, pieces, joint: { text: '  ' } };
}

function renderFinding(finding: Finding, view: View): readonly Block[] {
  return [paragraph(printable(finding.message), undefined, 4), renderDetails(finding, view)];
}

/** When and where, on one line if both fit whole. */
function renderDetails(finding: Finding, { quiet }: View): Block {
  const [first] = finding.evidence;
  const times = { text: when(finding), paint: quiet };
  if (first === undefined) return { kind: 'text', indent: 6, pieces: [times] };
  const place = { text: `${printable(first.uri)}@${first.byteOffset}`, paint: quiet, tooLong: 'shorten-start' } as const;
  return { kind: 'text', indent: 6, pieces: [times, place], joint: { text: ' · ', paint: quiet } };
}

function when({ occurrenceCount, unit = 'event', firstSeen, lastSeen }: Finding): string {
  const events = countOf(occurrenceCount, unit);
  if (unit === 'file') return events;
  if (firstSeen === '') return `${events} without a valid time`;
  if (firstSeen === lastSeen) return `${events} at ${readableTime(firstSeen)}`;
  return `${events} from ${readableTime(firstSeen)} to ${readableTime(lastSeen)}`;
}

function renderRest(rest: readonly Finding[], shown: number, view: View): Block {
  const events = rest.reduce((sum, { occurrenceCount }) => sum + occurrenceCount, 0);
  const findings =
    shown === 0 ? countOf(rest.length, 'finding') : `${groupDigits(rest.length)} more ${rest.length === 1 ? 'finding' : 'findings'}`;
  const text = `${findings} of this rule, ${countOf(events, 'event')}, not listed here: the json and sarif reports have all.`;
  return paragraph(text, view.quiet, 4);
}
