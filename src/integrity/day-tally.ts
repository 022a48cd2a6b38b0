import { compareText } from '../model/text.js';
import { type DigestCounts, type LogCounts, type VerifyDay } from '../model/verify-report.js';

type Counts = Record<keyof LogCounts, number>;

interface Row {
  readonly digests: Counts;
  readonly logs: Counts;
}

const DAY_LENGTH = '2024-05-01'.length;

/** Counts the digests and logs of one account and Region by day. */
export class DayTally {
  private readonly rows = new Map<string, Row>();
  private readonly account: string;
  private readonly region: string;

  constructor(account: string, region: string) {
    this.account = account;
    this.region = region;
  }

  /** @param time in milliseconds since 1970; undefined where the name has none */
  addDigest(time: number | undefined, status: keyof DigestCounts): void {
    this.rowAt(time).digests[status]++;
  }

  addLog(time: number | undefined, status: keyof LogCounts): void {
    this.rowAt(time).logs[status]++;
  }

  /** By day. */
  days(): readonly VerifyDay[] {
    return [...this.rows]
      .toSorted(([left], [right]) => compareText(left, right))
      .map(([day, row]) => ({ day, account: this.account, region: this.region, ...row }));
  }

  private rowAt(time: number | undefined): Row {
    const day = time === undefined ? '' : new Date(time).toISOString().slice(0, DAY_LENGTH);
    let row = this.rows.get(day);
    if (row === undefined) {
      row = { digests: noCounts(), logs: noCounts() };
      this.rows.set(day, row);
    }
    return row;
  }
}

/** Nothing counted yet; digests and logs end in the same five ways. */
function noCounts(): Counts {
  return { verified: 0, unverified: 0, altered: 0, missing: 0, added: 0 };
}

/** What several rows have together. */
export function sumCounts(rows: readonly (DigestCounts | LogCounts)[]): LogCounts {
  const sum = noCounts();
  for (const row of rows) for (const status of Object.keys(sum) as (keyof Counts)[]) sum[status] += row[status];
  return sum;
}
