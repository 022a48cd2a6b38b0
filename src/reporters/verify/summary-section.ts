import { printable } from '../../model/safe-text.js';
import { VERIFY_CODES, type VerifiedTrail, type VerifyCode, type VerifyReport } from '../../model/verify-report.js';
import { BLANK, type Block, paragraph } from '../table/block.js';
import { type Paint, type View } from '../table/view.js';
import { countOf, groupDigits, readableTime } from '../table/wording.js';
import { countFindings } from './findings-section.js';

const HEADERS = ['ACCOUNT', 'REGION', 'PROVEN FROM', 'UNTIL', 'TRAIL'] as const;

/** From when until when the digests of each trail are proven. */
export function renderTrails(trails: readonly VerifiedTrail[], view: View): readonly Block[] {
  const rows = trails.map(({ account, region, trail, provenFrom, provenUntil }) =>
    [account, printable(region), timeOr(provenFrom), timeOr(provenUntil), printable(trail)].map((text) => ({ text })),
  );
  return [
    paragraph('Trails', view.heading),
    BLANK,
    {
      kind: 'columns',
      indent: 2,
      alignments: ['left', 'left', 'left', 'left', 'left'],
      rows: [HEADERS.map((text) => ({ text, paint: view.quiet })), ...rows],
    },
  ];
}

function timeOr(time: string): string {
  return time === '' ? 'nothing' : readableTime(time);
}

/** The last line of the report: what is proven, and what is not. */
export function renderVerifyVerdict(report: VerifyReport, view: View): Block {
  const paints: Readonly<Record<VerifyReport['verdict'], Paint>> = { pass: view.good, fail: view.bad, incomplete: view.doubtful };
  const label = report.verdict.toUpperCase();
  const text = [reasonOf(report), provenOf(report)].join(' ');
  return { kind: 'text', label: { text: label, paint: paints[report.verdict], width: label.length + 2 }, pieces: [{ text }] };
}

function reasonOf({ verdict, findings }: VerifyReport): string {
  const level = verdict === 'fail' ? 'error' : 'warning';
  const causes = findings.filter((finding) => finding.level === level);
  switch (verdict) {
    case 'pass':
      return 'Every digest and log that can be proven is as CloudTrail delivered it.';
    case 'fail':
      return `Something is not as CloudTrail delivered it: ${kindsOf(causes)}.`;
    case 'incomplete':
      return `Nothing was found to be altered, but not all could be checked: ${kindsOf(causes)}.`;
  }
}

function kindsOf(findings: VerifyReport['findings']): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return codes.map((code) => kindOf(code, countFindings(findings.filter((finding) => finding.code === code)))).join('; ');
}

function kindOf(code: VerifyCode, count: number): string {
  return `${VERIFY_CODES[code].title}${count === 1 ? '' : ` (${groupDigits(count)})`}`;
}

function provenOf({ digests, logs }: VerifyReport): string {
  const all = logs.verified + logs.unverified + logs.altered + logs.missing + logs.added;
  return `${groupDigits(logs.verified)} of ${countOf(all, 'log')} and ${countOf(digests.verified, 'digest')} are verified.`;
}
