import { createHash } from 'node:crypto';

import { printable } from '../model/safe-text.js';
import { compareText } from '../model/text.js';
import { LEVEL_SEVERITIES, VERIFY_CODES, type VerifyCode, type VerifyFinding, type VerifyLevel } from '../model/verify-report.js';

/** Where a finding is. What it is not of is empty. */
export interface FindingPlace {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly key: string;
  readonly uri: string;
}

const NO_PLACE: FindingPlace = { account: '', region: '', trail: '', key: '', uri: '' };

/** How many findings of one code, account and Region are listed one by one. */
export const LISTED_FINDINGS = 1000;

const LEVELS: readonly VerifyLevel[] = ['error', 'warning', 'note'];

/** Collects findings in bounded memory: of one code, account and Region so many are listed, the rest is one entry with their number. */
export class FindingList {
  private readonly kinds = new Map<string, { readonly listed: VerifyFinding[]; rest: number }>();

  add(code: VerifyCode, message: string, place: Partial<FindingPlace> = {}): void {
    const finding = findingOf(code, message, { ...NO_PLACE, ...place });
    const key = [code, finding.account, finding.region].join(' ');
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      kind = { listed: [], rest: 0 };
      this.kinds.set(key, kind);
    }
    if (kind.listed.length < LISTED_FINDINGS) kind.listed.push(finding);
    else kind.rest++;
  }

  /** Errors first, then warnings, then notes; by account, Region, code and key. */
  findings(): readonly VerifyFinding[] {
    return [...this.kinds.values()].flatMap(({ listed, rest }) => [...listed, ...restOf(listed[0], rest)]).sort(compareFindings);
  }
}

function findingOf(code: VerifyCode, message: string, place: FindingPlace): VerifyFinding {
  const { level } = VERIFY_CODES[code];
  const { account, region, trail, key } = place;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([code, account, region, trail, key]))
    .digest('hex');
  return { code, level, severity: LEVEL_SEVERITIES[level], ...place, message: printable(message), fingerprint };
}

function restOf(like: VerifyFinding | undefined, count: number): readonly VerifyFinding[] {
  if (like === undefined || count === 0) return [];
  const { code, account, region } = like;
  const message = `There are ${count} more of these in the account and Region, not listed one by one.`;
  return [{ ...findingOf(code, message, { ...NO_PLACE, account, region }), count }];
}

function compareFindings(left: VerifyFinding, right: VerifyFinding): number {
  return (
    LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) ||
    compareText(left.account, right.account) ||
    compareText(left.region, right.region) ||
    compareText(left.code, right.code) ||
    (left.count ?? 0) - (right.count ?? 0) ||
    compareText(left.key, right.key)
  );
}
