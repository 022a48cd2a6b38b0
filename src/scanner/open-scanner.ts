import { type Asked, type BlockScanner } from './block-scanner.js';
import { PlainScanner } from './plain-scanner.js';
import { RecordScanner } from './record-scanner.js';

/** The fastest scanner that runs here: `node --jitless` and the like have no WebAssembly. */
export function openScanner(asked: Asked): BlockScanner {
  return 'WebAssembly' in globalThis ? new RecordScanner(asked) : new PlainScanner(asked);
}
