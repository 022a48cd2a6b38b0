import { type TrailObject, type TrailStore } from '../../sources/trail-store.js';

/** Years, months, days: as many folders stand below a Region. */
const DAY_DEPTH = 3;

const PART = /^(?:\d{4}|\d{2})$/;

/** In milliseconds since 1970; what is not given is not bounded. */
interface Days {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/**
 * The objects below a prefix whose folders of year, month and day are those of some days, both ends in, without a look into other days. What
 * lies beside the folders of years, months and days, where CloudTrail puts nothing, may be of any time. Markers of folders are left out.
 */
export async function* objectsOfDays(store: TrailStore, prefix: string, { from, to }: Days): AsyncGenerator<TrailObject, void, undefined> {
  const bounds = { first: dayOf(from) ?? '', last: dayOf(to) ?? '9999/99/99' };
  const objects = from === undefined && to === undefined ? store.list(prefix) : objectsBelow(store, prefix, '', bounds);
  for await (const object of objects) if (!object.key.endsWith('/')) yield object;
}

async function* objectsBelow(
  store: TrailStore,
  prefix: string,
  path: string,
  bounds: { readonly first: string; readonly last: string },
): AsyncGenerator<TrailObject, void, undefined> {
  yield* store.objectsIn(prefix);
  for (const name of await store.folders(prefix)) {
    const below = path === '' ? name : `${path}/${name}`;
    if (!PART.test(name)) {
      yield* store.list(`${prefix}${name}/`);
      continue;
    }
    if (below < bounds.first.slice(0, below.length) || below > bounds.last.slice(0, below.length)) continue;
    if (below.split('/').length < DAY_DEPTH) yield* objectsBelow(store, `${prefix}${name}/`, below, bounds);
    else yield* store.list(`${prefix}${name}/`);
  }
}

/** `2024/05/01`. */
function dayOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
}
