/**
 * What a log file holds, opened: all of its bytes, or a stream of them for what is too large for that. Iterating over `chunks` fails with
 * an Error where the bytes cannot be read; what came before it stands.  `file`: where it is
 * all there to be read again; whoever iterates again then begins at the start.
 */
export type LogContent =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Uint8Array>; readonly file?: FileContent };

/** A file that can be read anywhere, any number of times. */
interface FileContent {
  /** In bytes, when it was opened. */
  readonly size: number;
  /** Reads from one offset to another, fewer bytes where the file ends before; throws an Error. */
  readonly read: (from: number, to: number) => Uint8Array;
}
