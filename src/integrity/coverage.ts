/** A time that a chain of digests speaks of, in milliseconds since 1970, both ends in. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Why nothing is proven of it, as the part of a sentence; undefined where digests are proven. */
  readonly doubt: string | undefined;
  /** Whether it is a digest that is there and could not be read: nothing makes it look forged. */
  readonly isUnread?: boolean;
}

/** What a digest that is there would have said of a log that none lists. */
export type Coverage =
  /** Every digest that could list it is proven, and none does. */
  | { readonly kind: 'covered' }
  /** `reason`: the part of a sentence. */
  | { readonly kind: 'doubtful' | 'uncovered'; readonly reason: string }
  /** Later than all digests, by so little that the one that lists it may not be there yet. */
  | { readonly kind: 'too-new' };

const HOUR = 60 * 60 * 1000;

/**
 * The name of a log has the time of its events, and it is delivered later: a digest lists logs up to an hour older than the time that it
 * covers. CloudTrail delivers within minutes as a rule
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html), and says late ones in a backfill.
 */
export const LATENESS = HOUR;

/** Digests come each hour, and some time after it has ended. */
const UNTIL_NEXT_DIGEST = 2 * HOUR;

/** The times that the digests of one account and Region speak of, of all its trails. */
export class CoveredTimes {
  private readonly chains: Stretch[][] = [];

  /** To be said before the stretches of each chain. */
  beginChain(): void {
    this.chains.push([]);
  }

  /** Takes the stretches of one chain after the other, each from the newest on; neighbours of one kind become one. */
  add(stretch: Stretch): void {
    const chain = this.chains.at(-1);
    const last = chain?.at(-1);
    if (chain !== undefined && last?.from === stretch.to && isAlike(last, stretch))
      chain[chain.length - 1] = { ...last, from: stretch.from };
    else if (chain === undefined) this.chains.push([stretch]);
    else chain.push(stretch);
  }

  /** Whether there is any digest. */
  get isKnown(): boolean {
    return this.chains.some((chain) => chain.length > 0);
  }

  /** To be asked where there is some digest. @param time of the log, as its name has it */
  at(time: number): Coverage {
    const stretches = this.weighty();
    const newest = stretches.reduce((latest, { to }) => Math.max(latest, to), -Infinity);
    if (time > newest + UNTIL_NEXT_DIGEST) return { kind: 'uncovered', reason: 'the digests end before it' };
    if (time > newest - LATENESS) return { kind: 'too-new' };
    const doubt = stretches.find((stretch) => stretch.doubt !== undefined && stretch.from - LATENESS <= time && time <= stretch.to)?.doubt;
    if (doubt !== undefined) return { kind: 'doubtful', reason: doubt };
    if (stretches.some(({ from, to }) => from <= time && time <= to)) return { kind: 'covered' };
    return { kind: 'uncovered', reason: 'the digests begin after it' };
  }

  /** Anybody can put in a chain that proves nothing, so beside a proven one it raises no doubts, unless it could not be read. */
  private weighty(): readonly Stretch[] {
    if (!this.chains.some(isProven)) return this.chains.flat();
    return this.chains.filter((chain) => isProven(chain) || chain.some(({ isUnread }) => isUnread)).flat();
  }
}

function isAlike(left: Stretch, right: Stretch): boolean {
  return left.doubt === right.doubt && left.isUnread === right.isUnread;
}

function isProven(chain: readonly Stretch[]): boolean {
  return chain.some(({ doubt }) => doubt === undefined);
}
