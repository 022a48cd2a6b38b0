import { type TrailStore } from '../../sources/trail-store.js';
import { type VerifySelection } from './verify-options.js';

/** The objects of one account and Region, whatever trails deliver them there. */
export interface TrailGroup {
  readonly account: string;
  readonly region: string;
  /** Ends in `/`. */
  readonly digests: string;
  readonly logs: string;
}

const ROOT = 'AWSLogs/';
const ACCOUNT = /^\d{12}$/;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

/** By account and Region; accounts of an organization's trail stand behind its ID. */
export async function* findGroups(store: TrailStore, selection: VerifySelection): AsyncGenerator<TrailGroup, void, undefined> {
  for (const name of await store.folders(ROOT)) {
    if (ACCOUNT.test(name)) yield* groupsOf(store, ROOT, name, selection);
    else if (ORGANIZATION.test(name)) yield* groupsBelow(store, `${ROOT}${name}/`, selection);
  }
}

async function* groupsBelow(store: TrailStore, root: string, selection: VerifySelection): AsyncGenerator<TrailGroup, void, undefined> {
  for (const name of await store.folders(root)) if (ACCOUNT.test(name)) yield* groupsOf(store, root, name, selection);
}

async function* groupsOf(
  store: TrailStore,
  root: string,
  account: string,
  { accounts, regions: wanted }: VerifySelection,
): AsyncGenerator<TrailGroup, void, undefined> {
  if (accounts.length > 0 && !accounts.includes(account)) return;
  const [digests, logs] = [`${root}${account}/CloudTrail-Digest/`, `${root}${account}/CloudTrail/`];
  const regions = new Set([...(await store.folders(digests)), ...(await store.folders(logs))]);
  for (const region of [...regions].sort()) {
    if (wanted.length === 0 || wanted.includes(region))
      yield { account, region, digests: `${digests}${region}/`, logs: `${logs}${region}/` };
  }
}
