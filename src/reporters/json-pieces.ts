import { terminalSafeJson } from './terminal-safe-json.js';

/** A member of a JSON object: one value, or a list too long to be one text. */
export type Member = { readonly key: string; readonly value: unknown } | { readonly key: string; readonly items: Iterable<unknown> };

/** A JSON object in pieces: a member a line, an item of a list a line, so that a person can search in it and compare two. */
export function* renderObject(members: readonly Member[]): Iterable<string> {
  let separator = '{\n';
  for (const member of members) {
    yield `${separator}${terminalSafeJson(member.key)}: `;
    if ('items' in member) yield* renderList(member.items);
    else yield terminalSafeJson(member.value);
    separator = ',\n';
  }
  yield '\n}';
}

function* renderList(items: Iterable<unknown>): Iterable<string> {
  let separator = '[\n';
  for (const item of items) {
    yield `${separator}${terminalSafeJson(item)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]' : '\n]';
}
