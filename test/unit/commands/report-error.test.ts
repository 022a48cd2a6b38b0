import { expect, jest, test } from '@jest/globals';

import { reportError } from '../../../src/commands/report-error.js';
import { UnreadableFileError } from '../../../src/diagnostics/unreadable-file-error.js';

test('a file that an author cannot have read is a usage error, in one line', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(reportError(new UnreadableFileError('own/a.yaml', { code: 'EACCES' }), { debug: false })).toBe(2);
    expect(write.mock.calls.map(([text]) => text)).toEqual(['ctaudit: own/a.yaml cannot be read (permission denied)\n']);
  } finally {
    write.mockRestore();
  }
});
