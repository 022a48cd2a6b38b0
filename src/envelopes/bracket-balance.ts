import { BYTE } from './bytes.js';

/** Follows brackets through broken JSON, strings aside, and tells where those open at the start are closed. */
export class BracketBalance {
  private readonly closers: number[] = [];
  private inString = false;
  private escaped = false;

  /** Whether an object can't begin here in JSON: inside a string, or right inside another object. */
  get refusesObject(): boolean {
    return this.inString || this.closers.at(-1) === BYTE.closeObject;
  }

  /** `closed`: the byte closes the first bracket; `torn`: it closes one that is not open. */
  take(byte: number): 'open' | 'closed' | 'torn' {
    if (this.inString) {
      this.takeInString(byte);
      return 'open';
    }
    switch (byte) {
      case BYTE.quote:
        this.inString = true;
        return 'open';
      case BYTE.openObject:
        this.closers.push(BYTE.closeObject);
        return 'open';
      case BYTE.openArray:
        this.closers.push(BYTE.closeArray);
        return 'open';
      case BYTE.closeObject:
      case BYTE.closeArray:
        if (this.closers.pop() !== byte) return 'torn';
        return this.closers.length === 0 ? 'closed' : 'open';
      default:
        return 'open';
    }
  }

  private takeInString(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BYTE.backslash) this.escaped = true;
    else if (byte === BYTE.quote) this.inString = false;
  }
}
