import { type DigestCounts, type LogCounts, type VerifyDay } from '../../model/verify-report.js';
import { BLANK, type Block, paragraph, type Span } from '../table/block.js';
import { type Paint, type View } from '../table/view.js';
import { groupDigits } from '../table/wording.js';

const HEADERS = ['DAY', 'DIGESTS', 'LOGS', 'VERIFIED', 'UNVERIFIED', 'ALTERED', 'MISSING', 'ADDED'] as const;

interface Day {
  readonly day: string;
  readonly digests: readonly DigestCounts[];
  readonly logs: readonly LogCounts[];
}

/** A line a day, of all accounts and Regions: the findings name the places, and the json report has a row for each. */
export function renderDays(days: readonly VerifyDay[], view: View): readonly Block[] {
  return [
    paragraph('Days, in UTC: digests verified of those there should be, and logs', view.heading),
    BLANK,
    {
      kind: 'columns',
      indent: 2,
      alignments: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
      rows: [HEADERS.map((text) => ({ text, paint: view.quiet })), ...byDay(days).map((day) => renderDay(day, view))],
    },
  ];
}

function byDay(rows: readonly VerifyDay[]): readonly Day[] {
  const days = new Map<string, { day: string; digests: DigestCounts[]; logs: LogCounts[] }>();
  for (const { day, digests, logs } of rows) {
    const known = days.get(day);
    if (known === undefined) days.set(day, { day, digests: [digests], logs: [logs] });
    else {
      known.digests.push(digests);
      known.logs.push(logs);
    }
  }
  return [...days.values()];
}

function renderDay({ day, digests, logs }: Day, view: View): readonly Span[] {
  const sum = (counts: readonly LogCounts[], status: keyof LogCounts): number => counts.reduce((total, one) => total + one[status], 0);
  const due = sum(digests, 'verified') + sum(digests, 'unverified') + sum(digests, 'altered') + sum(digests, 'missing');
  const added = sum(digests, 'added');
  const all = (['verified', 'unverified', 'altered', 'missing', 'added'] as const).map((status) => sum(logs, status));
  const paint = paintOf(
    { isWhole: sum(digests, 'verified') === due, isBad: added + sum(digests, 'altered') + sum(digests, 'missing') > 0 },
    logs,
    view,
  );
  const shownDigests = `${groupDigits(sum(digests, 'verified'))} of ${groupDigits(due)}${added === 0 ? '' : ` + ${groupDigits(added)}`}`;
  const cells = [
    day === '' ? 'no date' : day,
    shownDigests,
    groupDigits(all.reduce((total, count) => total + count, 0)),
    ...all.map(groupDigits),
  ];
  return cells.map((text) => ({ text, paint }));
}

interface Digests {
  readonly isWhole: boolean;
  readonly isBad: boolean;
}

function paintOf({ isWhole, isBad }: Digests, logs: readonly LogCounts[], view: View): Paint {
  if (isBad || logs.some(({ altered, missing, added }) => altered + missing + added > 0)) return view.bad;
  return isWhole && logs.every(({ unverified }) => unverified === 0) ? view.good : view.doubtful;
}
