import { type LogFile } from '../log-file.js';

/** Log files on their way from who finds them to who reads them, in order. */
export class FileQueue {
  private readonly files: LogFile[] = [];
  private isOver = false;
  private wake: (() => void) | undefined;

  push(file: LogFile): void {
    this.files.push(file);
    this.wake?.();
  }

  end(): void {
    this.isOver = true;
    this.wake?.();
  }

  async *take(): AsyncGenerator<LogFile, void, undefined> {
    for (;;) {
      const file = this.files.shift();
      if (file !== undefined) yield file;
      else if (this.isOver) return;
      else
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
    }
  }
}
