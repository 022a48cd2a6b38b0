import { type IntegritySummary } from '../../model/integrity.js';
import { type CensusRow, type InputCounts, type ScanReport } from '../../model/report.js';
import { BLANK, type Block, paragraph } from './block.js';
import { countProblems } from './problems-section.js';
import { type Paint, type View } from './view.js';
import { countOf, groupDigits, readableTime } from './wording.js';

/** Columns of a label and the gap after it. */
const LABEL = 10;

/** What was read, in numbers that add up: every byte is in one of them. */
export function renderInput({ input, census, integrity, rules }: ScanReport, { heading, quiet }: View): readonly Block[] {
  const rows: readonly (readonly [label: string, text: string])[] = [
    ['Files', filesOf(input)],
    ['Records', recordsOf(input)],
    ['Matched', matchedOf(input)],
    ...selectionOf(input),
    ['Bytes', `${groupDigits(input.bytes)} decompressed`],
    ['Time', timeOf(input)],
    ...placesOf(census),
    ...integrityOf(integrity),
    ['Rules', groupDigits(rules.length)],
  ];
  const blocks = rows.map(([label, text]): Block => ({
    kind: 'text',
    indent: 2,
    label: { text: label, paint: quiet, width: LABEL },
    pieces: [{ text }],
  }));
  return [paragraph('What was read', heading), BLANK, ...blocks];
}

/** What digest files say of the logs. */
function integrityOf(integrity: IntegritySummary | undefined): (readonly [string, string])[] {
  if (integrity === undefined) return [];
  const { verified, altered, missing, added, unverified } = integrity.logs;
  const logs = `${groupDigits(verified)} logs verified, ${groupDigits(altered)} altered, ${groupDigits(missing)} missing, ${groupDigits(added)} put in`;
  return [['Digests', `${logs}, ${groupDigits(unverified)} not proven`]];
}

function filesOf({ files }: InputCounts): string {
  const known = files.known === undefined ? '' : `; ${groupDigits(files.known)} left out, scanned before`;
  return `${groupDigits(files.read)} read, ${groupDigits(files.skipped)} skipped, ${groupDigits(files.damaged)} damaged${known}`;
}

function recordsOf({ records }: InputCounts): string {
  const undated = records.undated === 0 ? '' : ` (${groupDigits(records.undated)} without a valid time)`;
  return `${groupDigits(records.evaluated)} evaluated${undated}, ${groupDigits(records.skipped)} skipped, ${groupDigits(records.damaged)} damaged`;
}

function matchedOf({ records }: InputCounts): string {
  return `${countOf(records.matched, 'event')}, ${countOf(records.duplicate, 'duplicate')} dropped, ${groupDigits(records.excepted)} excepted by rules`;
}

function selectionOf({ records }: InputCounts): (readonly [string, string])[] {
  if (records.notSelected === 0) return [];
  return [
    [
      'Selected',
      `${groupDigits(records.evaluated - records.notSelected)} of the events; ${groupDigits(records.notSelected)} outside the selection were shown to no rule`,
    ],
  ];
}

function timeOf({ firstEventTime, lastEventTime }: InputCounts): string {
  if (firstEventTime === '') return 'no event has a valid time';
  return `${readableTime(firstEventTime)} to ${readableTime(lastEventTime)}, all times in UTC`;
}

/** How many accounts, Regions and hours the events are of; nothing where none says. */
function placesOf(census: readonly CensusRow[]): (readonly [string, string])[] {
  const distinct = (texts: readonly string[]): number => new Set(texts.filter((text) => text !== '')).size;
  const accounts = distinct(census.map(({ account }) => account));
  const regions = distinct(census.map(({ region }) => region));
  const hours = distinct(census.flatMap((row) => row.hours.map(({ hour }) => hour)));
  if (accounts + regions + hours === 0) return [];
  return [['From', `${countOf(accounts, 'account')} and ${countOf(regions, 'Region')}, in ${countOf(hours, 'hour')}`]];
}

/** The last line of the report: how the run ended, and why. */
export function renderVerdict(report: ScanReport, view: View): Block {
  const paints: Readonly<Record<ScanReport['verdict'], Paint>> = { pass: view.good, fail: view.bad, incomplete: view.doubtful };
  const label = report.verdict.toUpperCase();
  const text = [gateReason(report), ...(report.complete ? [] : [incompleteReason(report)])].join(' ');
  return { kind: 'text', label: { text: label, paint: paints[report.verdict], width: label.length + 2 }, pieces: [{ text }] };
}

function gateReason({ gate }: ScanReport): string {
  const found = gate.counted === 0 ? 'No finding' : countOf(gate.counted, 'finding');
  const allowed = gate.counted === 0 && gate.maxFindings === 0 ? '' : `; ${groupDigits(gate.maxFindings)} allowed`;
  const severity = gate.failOn === 'critical' ? 'of critical severity' : `of ${gate.failOn} severity or above`;
  return `${found} ${severity}${allowed}.`;
}

function incompleteReason({ problems, verdict }: ScanReport): string {
  const cause = problems.length === 0 ? '' : `: ${countOf(countProblems(problems), 'problem')}, named above`;
  return verdict === 'fail' ? `Some of the input was not evaluated as well${cause}.` : `But some of the input was not evaluated${cause}.`;
}
