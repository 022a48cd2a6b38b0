/**
 * What a log file holds, opened: all of its bytes, or a stream of them for what is too large for that. Iterating over `chunks` fails with
 * an Error where the bytes cannot be read; what came before it stands. `isRepeatable`: whoever iterates again begins at the start again.
 */
export type LogContent =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Uint8Array>; readonly isRepeatable?: boolean };
