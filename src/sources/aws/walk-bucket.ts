import { compareText } from '../../model/text.js';
import { type ListPage, type S3Object, type S3Reader } from './s3-client.js';
import { type FolderPlan, isBefore, isTrailRoot, planFolder, type TrailSelection } from './trail-layout.js';

/** Folders above `AWSLogs/` are asked about one by one down to this depth, and only where there are few of them. */
const MOST_DEPTH = 6;
const FEW_FOLDERS = 100;

interface Walk {
  readonly reader: S3Reader;
  readonly bucket: string;
  readonly selection: TrailSelection;
  readonly signal: AbortSignal | undefined;
}

/**
 * The objects below a folder that a trail could have put there for what is asked for, by key: accounts, Regions and days of others are not even
 * listed, and what lies in no trail's folders is.
 * @param folder ends with `/`, or is empty
 * @throws the SDK's errors
 */
export async function* walkBucket(folder: string, walk: Walk, depth = 0): AsyncGenerator<S3Object, void, undefined> {
  const plan = planFolder(folder, walk.selection);
  if (plan.kind === 'all') yield* allBelow(folder, walk, plan);
  if (plan.kind === 'walk') yield* byFolder(folder, walk, { depth, isTrail: plan.isTrail });
}

/** Every object whose key begins with the prefix, in a row. */
export async function* allBelow(
  prefix: string,
  { reader, bucket, signal }: Omit<Walk, 'selection'>,
  { after, before }: Omit<Extract<FolderPlan, { kind: 'all' }>, 'kind'> = {},
): AsyncGenerator<S3Object, void, undefined> {
  for await (const { objects } of reader.list({ bucket, prefix, after }, signal)) {
    for (const object of objects) {
      if (!isBefore(object.key, before)) return;
      yield object;
    }
  }
}

async function* byFolder(
  folder: string,
  walk: Walk,
  { depth, isTrail }: { readonly depth: number; readonly isTrail: boolean },
): AsyncGenerator<S3Object, void, undefined> {
  const { reader, bucket, signal } = walk;
  let isFirst = true;
  for await (const page of reader.list({ bucket, prefix: folder, delimiter: '/' }, signal)) {
    if (isFirst && !isTrail && (depth >= MOST_DEPTH || isCrowded(page))) {
      yield* allBelow(folder, walk);
      return;
    }
    isFirst = false;
    for (const entry of inOrder(page)) {
      if (typeof entry === 'string') yield* walkBucket(entry, walk, depth + 1);
      else yield entry;
    }
  }
}

function isCrowded({ folders }: ListPage): boolean {
  return folders.length > FEW_FOLDERS && !folders.some(isTrailRoot);
}

/** A folder stands where its keys would. */
function inOrder({ objects, folders }: ListPage): readonly (S3Object | string)[] {
  const keyOf = (entry: S3Object | string): string => (typeof entry === 'string' ? entry : entry.key);
  return [...objects, ...folders].sort((left, right) => compareText(keyOf(left), keyOf(right)));
}
