import { type TrailObject, type TrailStore } from '../../sources/trail-store.js';

/** A store that has nothing more to give once the signal is aborted, so that whoever goes through it comes to an end. */
export function abortable(store: TrailStore, signal: AbortSignal): TrailStore {
  return {
    uri: store.uri,
    origin: store.origin,
    uriOf: (key) => store.uriOf(key),
    folders: (prefix) => (signal.aborted ? Promise.resolve([]) : store.folders(prefix)),
    list: (prefix) => whileWanted(store.list(prefix), signal),
    objectsIn: (prefix) => whileWanted(store.objectsIn(prefix), signal),
    read: (key) => (signal.aborted ? Promise.resolve({ kind: 'failed', reason: 'interrupted' } as const) : store.read(key)),
    problems: () => store.problems(),
  };
}

async function* whileWanted(objects: AsyncIterable<TrailObject>, signal: AbortSignal): AsyncGenerator<TrailObject, void, undefined> {
  for await (const object of objects) {
    if (signal.aborted) return;
    yield object;
  }
}
