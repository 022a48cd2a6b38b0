/** What the work makes of each item, in their order, with up to `width` under way at a time. */
export async function* readAhead<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    underWay.push(work(item));
    if (underWay.length >= width) yield* taken(underWay);
  }
  while (underWay.length > 0) yield* taken(underWay);
}

async function* taken<R>(underWay: Promise<R>[]): AsyncGenerator<R, void, undefined> {
  const first = underWay.shift();
  if (first !== undefined) yield await first;
}
