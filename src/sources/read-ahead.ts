import { type LogContent } from '../model/log-content.js';
import { type LogFile, memoryFile } from './log-file.js';

export interface Ahead {
  /** Files that are opened before their turn, at the most. */
  readonly files: number;
  /** Their bytes together, at the most; one file may have more. */
  readonly bytes: number;
}

const MIB = 1024 * 1024;
const READ_AHEAD: Ahead = { files: 24, bytes: 32 * MIB };

interface Entry {
  readonly file: LogFile;
  readonly opened: Promise<LogFile>;
}

/** The files in their order, remote ones opened while those before them are read. */
export async function* readAhead(
  files: AsyncIterable<LogFile>,
  { signal, ahead = READ_AHEAD }: { readonly signal?: AbortSignal | undefined; readonly ahead?: Ahead } = {},
): AsyncGenerator<LogFile, void, undefined> {
  const line = new OpenedFiles(files, ahead, signal);
  try {
    for (let file = await line.next(); file !== undefined; file = await line.next()) yield file;
  } finally {
    await line.close();
  }
}

class OpenedFiles {
  private readonly files: AsyncIterator<LogFile>;
  private readonly ahead: Ahead;
  private readonly signal: AbortSignal | undefined;
  private readonly line: Entry[] = [];
  private bytes = 0;
  private isEnd = false;
  private isPumping = false;
  private failure: { readonly error: unknown } | undefined;
  private wake: (() => void) | undefined;

  constructor(files: AsyncIterable<LogFile>, ahead: Ahead, signal: AbortSignal | undefined) {
    this.files = files[Symbol.asyncIterator]();
    this.ahead = ahead;
    this.signal = signal;
  }

  async next(): Promise<LogFile | undefined> {
    void this.pump();
    while (this.line.length === 0 && !this.isEnd) await new Promise<void>((resolve) => (this.wake = resolve));
    const head = this.line.shift();
    if (head === undefined) {
      if (this.failure !== undefined) throw this.failure.error;
      return undefined;
    }
    const opened = await head.opened;
    this.bytes -= head.file.size;
    return opened;
  }

  async close(): Promise<void> {
    this.isEnd = true;
    await this.files.return?.();
  }

  private get hasRoom(): boolean {
    return this.line.length === 0 || (this.line.length < this.ahead.files && this.bytes < this.ahead.bytes);
  }

  private async pump(): Promise<void> {
    if (this.isPumping) return;
    this.isPumping = true;
    while (!this.isEnd && this.hasRoom) await this.pull();
    this.isPumping = false;
  }

  private async pull(): Promise<void> {
    try {
      const next = await this.files.next();
      if (next.done === true) this.isEnd = true;
      else this.add(next.value);
    } catch (error) {
      this.isEnd = true;
      this.failure = { error };
    }
    this.wake?.();
  }

  private add(file: LogFile): void {
    this.bytes += file.size;
    this.line.push({ file, opened: file.isRemote === true ? openEarly(file, this.signal) : Promise.resolve(file) });
  }
}

/** The file as it was opened, once. */
async function openEarly(file: LogFile, signal: AbortSignal | undefined): Promise<LogFile> {
  const content: LogContent = await file.open(signal);
  const { uri, named, version, metadata } = file;
  if (content.kind === 'whole')
    return { ...memoryFile(uri, content.bytes, named), ...(version !== undefined && { version }), ...(metadata && { metadata }) };
  return { ...file, open: () => Promise.resolve(content) };
}
