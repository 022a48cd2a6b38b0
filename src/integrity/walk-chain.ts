import { formatTime } from '../model/time.js';
import {
  beforeOldest,
  type Between,
  betweenDigests,
  type ChainFinding,
  claimOn,
  DIGEST_PERIOD,
  falseClaim,
  isCredible,
  isPassedOver,
  type Later,
  linkFindings,
  linkOf,
  NOTHING,
} from './chain-links.js';
import { type Stretch } from './coverage.js';
import { type Claim, type DigestRead, judgeDigest, type Judgement, type Origin } from './judge-digest.js';
import { type Digest, type DigestLog } from './parse-digest.js';
import { type KeyRing } from './public-keys.js';
import { type DigestName, digestKeyAt } from './trail-key.js';

/** What one step of the walk has brought to light. */
export interface ChainStep extends Between {
  readonly status: Judgement['status'] | 'added';
  readonly isTrusted: boolean;
  /** When its time begins and ends; of a digest whose content is not proven, by the rhythm of its chain. */
  readonly start: number;
  readonly end: number;
  /** The logs that it lists; none of a digest that is known to be false. */
  readonly logs: readonly DigestLog[];
}

export interface ChainOptions {
  readonly keys: KeyRing;
  readonly origin: Origin;
  /** The oldest time that matters, in milliseconds since 1970; digests that end before it are not looked for. */
  readonly since: number | undefined;
  /** Up to when digests must be there, in milliseconds since 1970; undefined where the newest may be of any time. */
  readonly expectedUntil: number | undefined;
}

/**
 * Walks one chain of digests (those of a trail in one account and Region, backfills apart) from the newest to the oldest that is there, and
 * holds what each says of the one before it against what comes next.
 */
export class ChainWalk {
  private readonly options: ChainOptions;
  private later: Later | undefined;

  constructor(options: ChainOptions) {
    this.options = options;
  }

  /** Takes the next older digest that is there. */
  take(name: DigestName, read: DigestRead): ChainStep {
    const { later } = this;
    if (later !== undefined && isPassedOver(name, later.claim)) return added(name, later.claim);
    const judgement = judgeDigest(name, read, {
      ...this.options,
      claim: claimOn(name, later),
      isNewest: later === undefined && !name.isBackfill,
    });
    const digest = credibleDigest(read, judgement);
    const proven = judgement.isTrusted ? digest : undefined;
    const start = proven?.start ?? name.end - DIGEST_PERIOD;
    const between = later === undefined ? this.beyond(name) : betweenDigests(name, later);
    this.later = { name, start, ...linkOf(name, read, judgement) };
    return {
      status: judgement.status,
      isTrusted: judgement.isTrusted,
      start,
      end: name.end,
      logs: digest?.logs ?? [],
      missing: between.missing,
      findings: [...between.findings, ...ownFindings(judgement, name.key, start), ...provenFindings(name, read, proven, later)],
      stretches: [...between.stretches, stretchOf(name, start, judgement)],
    };
  }

  /** What the oldest digest that is there says of an older one. */
  end(): Between {
    return beforeOldest(this.later, this.options.since);
  }

  /** Nothing in a chain says that it goes on, so whether digests were cut off its newest end only the time tells. */
  private beyond(newest: DigestName): Between {
    const { expectedUntil = -Infinity } = this.options;
    const count = Math.floor((expectedUntil - newest.end) / DIGEST_PERIOD);
    if (newest.isBackfill || count < 1) return NOTHING;
    const [from, to] = [newest.end, newest.end + count * DIGEST_PERIOD];
    const message = `No digest covers the time from ${formatTime(from)} to ${formatTime(to)}: ${count} were removed, or the trail or its validation was stopped.`;
    const finding = { code: 'CTA5024', key: digestKeyAt(newest, from + DIGEST_PERIOD), at: from, message } as const;
    return { missing: [], findings: [finding], stretches: [{ from, to, doubt: 'no digest is there from then on' }] };
  }
}

function credibleDigest(read: DigestRead, judgement: Judgement): Digest | undefined {
  return read.kind === 'digest' && isCredible(judgement) ? read.digest : undefined;
}

function ownFindings({ finding }: Judgement, key: string, at: number): readonly ChainFinding[] {
  return finding === undefined ? [] : [{ ...finding, key, at }];
}

function provenFindings(name: DigestName, read: DigestRead, proven: Digest | undefined, later: Later | undefined): readonly ChainFinding[] {
  return proven === undefined ? [] : [...falseClaim(name, read, later), ...linkFindings(name, proven)];
}

function added(name: DigestName, claim: Claim): ChainStep {
  const message = `The digest is not part of the chain: the digest after it follows ${claim.key}.`;
  return {
    status: 'added',
    isTrusted: false,
    start: name.end - DIGEST_PERIOD,
    end: name.end,
    logs: [],
    missing: [],
    findings: [{ code: 'CTA5004', key: name.key, at: name.end - DIGEST_PERIOD, message }],
    stretches: [],
  };
}

function stretchOf(name: DigestName, start: number, { isTrusted, status, finding }: Judgement): Stretch {
  const doubt = isTrusted
    ? undefined
    : status === 'altered'
      ? 'the digest of its hour is altered'
      : 'the digest of its hour is not verified';
  return { from: start, to: name.end, doubt, isUnread: finding?.code === 'CTA5023' };
}
