import { PlainScanner } from '../../../src/scanner/plain-scanner.js';
import { RecordScanner } from '../../../src/scanner/record-scanner.js';

/** Both must say the same. */
export const SCANNERS = [
  { name: 'WebAssembly', Scanner: RecordScanner },
  { name: 'TypeScript', Scanner: PlainScanner },
] as const;
