import { type Finding } from '../../model/finding.js';
import { type ScanReport } from '../../model/report.js';
import { printable } from '../../model/safe-text.js';
import { SEVERITIES } from '../../model/severity.js';
import { countOf, displayWidth, groupDigits, readableTime, shortenStart, wrapText } from './text-layout.js';
import { type View } from './view.js';

/** A person reads no more; the line that says how many more keeps a rule with thousands from hiding the next. */
const SHOWN = { ofARule: 10, inAll: 200 } as const;

/** Findings under headings of severity and rule; the report has them in this order. */
export function* renderFindings(report: ScanReport, view: View): Iterable<string> {
  yield view.heading(headline(report));
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  let left: number = SHOWN.inAll;
  let severity: string | undefined;
  for (const group of byRule(report.findings)) {
    const [{ ruleId, severity: own }] = group;
    if (own !== severity) yield* ['', view.severity[own](own.toUpperCase())];
    severity = own;
    yield* ['', ...renderRuleHeading(ruleId, titles.get(ruleId) ?? '', view)];
    const shown = group.slice(0, Math.min(SHOWN.ofARule, left));
    left -= shown.length;
    yield* shown.flatMap((finding) => renderFinding(finding, view));
    if (shown.length < group.length) yield* renderRest(group.slice(shown.length), shown.length, view);
  }
  if (report.hidden > 0) yield* ['', view.quiet(`${countOf(report.hidden, 'finding')} under --min-severity not listed.`)];
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

function renderRuleHeading(ruleId: string, title: string, view: View): string[] {
  const text = printable(title);
  if (text === '') return [`  ${view.heading(ruleId)}`];
  if (displayWidth(text) + ruleId.length + 4 <= view.width) return [`  ${view.heading(text)}  ${view.quiet(ruleId)}`];
  return [...wrapText(text, view.width - 2).map((line) => `  ${view.heading(line)}`), `  ${view.quiet(ruleId)}`];
}

function renderFinding(finding: Finding, view: View): string[] {
  const details = detailsOf(finding, view.width - 6);
  return [
    ...wrapText(printable(finding.message), view.width - 4).map((line) => `    ${line}`),
    ...details.map((line) => `      ${view.quiet(line)}`),
  ];
}

/** When and where, on one line if both fit whole. */
function detailsOf(finding: Finding, width: number): string[] {
  const times = when(finding);
  const [first] = finding.evidence;
  if (first === undefined) return wrapText(times, width);
  const place = `${printable(first.uri)}@${first.byteOffset}`;
  const line = `${times} · ${place}`;
  return displayWidth(line) <= width ? [line] : [...wrapText(times, width), shortenStart(place, width)];
}

function when({ occurrenceCount, firstSeen, lastSeen }: Finding): string {
  const events = countOf(occurrenceCount, 'event');
  if (firstSeen === '') return `${events} without a valid time`;
  if (firstSeen === lastSeen) return `${events} at ${readableTime(firstSeen)}`;
  return `${events} from ${readableTime(firstSeen)} to ${readableTime(lastSeen)}`;
}

function renderRest(rest: readonly Finding[], shown: number, view: View): string[] {
  const events = rest.reduce((sum, { occurrenceCount }) => sum + occurrenceCount, 0);
  const findings =
    shown === 0 ? countOf(rest.length, 'finding') : `${groupDigits(rest.length)} more ${rest.length === 1 ? 'finding' : 'findings'}`;
  const text = `${findings} of this rule, ${countOf(events, 'event')}, not listed here: the json and sarif reports have all.`;
  return wrapText(text, view.width - 4).map((line) => `    ${view.quiet(line)}`);
}
