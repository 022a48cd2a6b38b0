import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { UnreadableFileError } from '../../../src/diagnostics/unreadable-file-error.js';
import { readYaml } from '../../../src/language/yaml/read-yaml.js';
import { findConfigFile } from '../../../src/packs/config-file.js';
import { policyFile, ruleFilesAt } from '../../../src/packs/rule-files.js';
import { inWorkspace } from '../../support/workspace.js';

/** The superuser may read every file: its tests are run as a user who may not. */
function asOrdinaryUser<T>(work: () => T): T {
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
  }
}

interface Unreadable {
  readonly name: string;
  readonly make: (folder: string) => void;
  readonly read: (folder: string) => unknown;
  readonly message: string;
}

function writeLocked(path: string): void {
  writeFileSync(path, 'id: a\n');
  chmodSync(path, 0);
}

const UNREADABLE: readonly Unreadable[] = [
  {
    name: 'a rule file without permission',
    make: (folder) => {
      writeLocked(join(folder, 'a.yaml'));
    },
    read: (folder) => ruleFilesAt('a.yaml', folder),
    message: 'a.yaml cannot be read (permission denied)',
  },
  {
    name: 'a rule file without permission in a folder',
    make: (folder) => {
      mkdirSync(join(folder, 'own'));
      writeLocked(join(folder, 'own', 'a.yaml'));
    },
    read: (folder) => ruleFilesAt('own', folder),
    message: 'own/a.yaml cannot be read (permission denied)',
  },
  {
    name: 'a folder without permission in a folder',
    make: (folder) => {
      mkdirSync(join(folder, 'own'));
      mkdirSync(join(folder, 'own', 'locked'), { mode: 0 });
    },
    read: (folder) => ruleFilesAt('own', folder),
    message: 'own/locked cannot be read (permission denied)',
  },
  {
    name: 'a policy without permission',
    make: (folder) => {
      writeLocked(join(folder, 'policy.yaml'));
    },
    read: (folder) => policyFile('policy.yaml', folder),
    message: 'policy.yaml cannot be read (permission denied)',
  },
  {
    name: 'a project file without permission',
    make: (folder) => {
      writeLocked(join(folder, 'ctaudit.yaml'));
    },
    read: findConfigFile,
    message: 'ctaudit.yaml cannot be read (permission denied)',
  },
  {
    name: 'a project file that is a folder',
    make: (folder) => {
      mkdirSync(join(folder, 'ctaudit.yaml'));
    },
    read: findConfigFile,
    message: 'ctaudit.yaml cannot be read (it is a folder)',
  },
  {
    name: 'a link to itself',
    make: (folder) => {
      mkdirSync(join(folder, 'own'));
      symlinkSync('loop', join(folder, 'own', 'loop'));
    },
    read: (folder) => ruleFilesAt('own', folder),
    message: 'own/loop cannot be read (its links lead in a circle)',
  },
  {
    name: 'a link to the folder it is in',
    make: (folder) => {
      mkdirSync(join(folder, 'own'));
      symlinkSync('.', join(folder, 'own', 'loop'));
    },
    read: (folder) => ruleFilesAt('own', folder),
    message: 'own/loop cannot be read (the link leads back to a folder above it)',
  },
  {
    name: 'a link to nothing',
    make: (folder) => {
      mkdirSync(join(folder, 'own'));
      symlinkSync('gone', join(folder, 'own', 'a.yaml'));
    },
    read: (folder) => ruleFilesAt('own', folder),
    message: 'own/a.yaml cannot be read (there is nothing at the end of its link)',
  },
];

describe('what an author wrote', () => {
  test.each(UNREADABLE)('is named with the reason when it is $name', ({ make, read, message }) =>
    inWorkspace((folder) => {
      chmodSync(folder, 0o755);
      make(folder);
      expect(() => asOrdinaryUser(() => read(folder))).toThrow(UnreadableFileError);
      expect(() => asOrdinaryUser(() => read(folder))).toThrow(message);
    }),
  );

  test('is read through two links to one folder', () =>
    inWorkspace((folder) => {
      mkdirSync(join(folder, 'own', 'real'), { recursive: true });
      writeFileSync(join(folder, 'own', 'real', 'a.yaml'), 'id: a\n');
      symlinkSync('real', join(folder, 'own', 'also'));
      expect(ruleFilesAt('own', folder)?.map(({ file }) => file)).toEqual(['own/also/a.yaml', 'own/real/a.yaml']);
    }));

  test('is read no further than shows that it is too long', () => {
    const [file] = ruleFilesAt('/dev/zero', '/') ?? [];
    if (file === undefined) throw new Error('there is no /dev/zero');
    expect(file.text.length).toBeLessThan(1_000_000);
    expect(readYaml(file.file, file.text).diagnostics.map(({ code }) => code)).toEqual(['CTA1007']);
  });

  test('is too long by one character of three bytes', () =>
    inWorkspace((folder) => {
      writeFileSync(join(folder, 'a.yaml'), `\uFEFF${'#'.padEnd(262_145, '€')}`);
      const [file] = ruleFilesAt('a.yaml', folder) ?? [];
      expect(readYaml('a.yaml', file?.text ?? '').diagnostics.map(({ code }) => code)).toEqual(['CTA1007']);
    }));
});
