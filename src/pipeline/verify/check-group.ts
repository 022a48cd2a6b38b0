import { DIGEST_PERIOD } from '../../integrity/chain-links.js';
import { keyRing, type KeyRing } from '../../integrity/public-keys.js';
import { type DigestName, parseDigestKey } from '../../integrity/trail-key.js';
import { ChainWalk } from '../../integrity/walk-chain.js';
import { formatTime } from '../../model/time.js';
import { type VerifiedTrail, type VerifyDay } from '../../model/verify-report.js';
import { GroupCheck, type GroupContext } from './group-check.js';
import { objectsOfDays } from './objects-of-days.js';
import { readAhead } from './read-ahead.js';
import { readDigest } from './read-objects.js';
import { type KeySource, type Period } from './verify-options.js';

export interface CheckContext extends GroupContext {
  readonly publicKeys: KeySource;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface CheckedGroup {
  readonly days: readonly VerifyDay[];
  readonly trails: readonly VerifiedTrail[];
}

/** Of one trail, from the newest on; backfills make a chain of their own. */
type Chain = readonly [DigestName, ...DigestName[]];

const DAY = 24 * 60 * 60 * 1000;

/** Logs are listed late, and the newest digest of a copy is proven by none: so far behind --until digests are read, and not counted. */
const MARGIN = 3 * DIGEST_PERIOD;

/** A digest is delivered some time after its hour. */
const DELIVERY = 2 * DIGEST_PERIOD;

const DIGESTS_AT_A_TIME = 8;

/** Checks all digests and logs of one account and Region. */
export async function checkGroup(context: CheckContext): Promise<CheckedGroup> {
  const { store, group, selection } = context;
  const check = new GroupCheck(context);
  const trails: VerifiedTrail[] = [];
  const chains = await findChains(context);
  const keys = chains.length === 0 ? keyRing([], false) : await findKeys(context, chains);
  if (chains.every(([{ isBackfill }]) => isBackfill)) await tellOfSilence(context);
  for (const chain of chains) trails.push(...(await walkChain(chain, keys, check, context)));
  await check.checkUnproven();
  const { since, until } = selection;
  const logs = objectsOfDays(store, group.logs, {
    from: since === undefined ? since : since - DAY,
    to: until === undefined ? until : until + DAY,
  });
  for await (const { key } of logs) check.takeFound(key);
  check.finish();
  return { days: check.tally.days(), trails };
}

async function findChains({ store, group, selection }: CheckContext): Promise<readonly Chain[]> {
  const { since = -Infinity, until = Infinity } = selection;
  const last = until + MARGIN + DIGEST_PERIOD;
  const chains = new Map<string, [DigestName, ...DigestName[]]>();
  // A backfill lists logs of any time before it, so the days after --until are looked through, too.
  for await (const { key } of objectsOfDays(store, group.digests, { from: selection.since, to: undefined })) {
    const name = parseDigestKey(key);
    if (name === undefined || name.end <= since || (name.end >= last && !name.isBackfill)) continue;
    const id = [name.trail, name.homeRegion, name.isBackfill].join(' ');
    const chain = chains.get(id);
    if (chain === undefined) chains.set(id, [name]);
    else chain.push(name);
  }
  return [...chains.values()].map((chain) => chain.sort((left, right) => right.end - left.end));
}

/** Digests before and after the time asked for, and none of it: the trail was stopped, or somebody has removed them all. */
async function tellOfSilence({ store, group, selection: { since, until }, findings }: CheckContext): Promise<void> {
  if (since === undefined || until === undefined) return;
  const { account, region, digests } = group;
  const hasSome = async (from: number | undefined, to: number | undefined): Promise<boolean> => {
    for await (const { key } of objectsOfDays(store, digests, { from, to })) if (parseDigestKey(key) !== undefined) return true;
    return false;
  };
  if (!(await hasSome(undefined, since)) || !(await hasSome(until, undefined))) return;
  const message =
    'There are digests before and after the time asked for, and none of it: they were removed, or the trail or its validation was stopped.';
  findings.add('CTA5024', message, { account, region });
}

/** What cannot be had is told; the digests are then checked as far as they can be without. */
async function findKeys({ group, publicKeys, findings, now }: CheckContext, chains: readonly Chain[]): Promise<KeyRing> {
  const { account, region } = group;
  const answer = await publicKeys(region, periodOf(chains, now));
  if (answer.kind === 'keys') return keyRing(answer.keys, answer.isComplete);
  findings.add('CTA5027', `The public keys of the Region cannot be had (${answer.reason}).`, { account, region });
  return keyRing([], false);
}

/** A digest may be signed some time after its hour, and a backfill long after. */
function periodOf(chains: readonly Chain[], now: number): Period {
  const ends = chains.flatMap((chain) => [chain[0].end, chain.at(-1)?.end ?? chain[0].end]);
  const latest = chains.some(([{ isBackfill }]) => isBackfill) ? now : Math.max(...ends) + DELIVERY;
  return { from: Math.min(...ends) - DIGEST_PERIOD, to: Math.max(...ends, Math.min(latest, now)) };
}

async function walkChain(chain: Chain, keys: KeyRing, check: GroupCheck, context: CheckContext): Promise<readonly VerifiedTrail[]> {
  const { store, group, selection, now } = context;
  const [{ trail, isBackfill }] = chain;
  const { until } = selection;
  const expectedUntil = until === undefined ? undefined : Math.min(until, now - DELIVERY);
  check.beginChain(trail);
  const walk = new ChainWalk({ keys, origin: store.origin, since: selection.since, expectedUntil });
  let [from, to] = [Infinity, -Infinity];
  for await (const { name, read } of readAhead(chain, DIGESTS_AT_A_TIME, async (digest) => ({
    name: digest,
    read: await readDigest(store, digest.key),
  }))) {
    const step = walk.take(name, read);
    if (step.isTrusted) [from, to] = [Math.min(from, step.start), Math.max(to, step.end)];
    await check.takeStep(step, name, read);
  }
  check.takeBetween(walk.end());
  if (isBackfill) return [];
  return [{ account: group.account, region: group.region, trail, provenFrom: timeText(from), provenUntil: timeText(to) }];
}

function timeText(time: number): string {
  return Number.isFinite(time) ? formatTime(time) : '';
}
