import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { packageRoot, packageVersion } from './package-root.js';
import { builtInPolicyFiles, builtInRuleFiles } from './rule-files.js';

/** What the build leaves under this name in each folder of code that it makes. */
export const PRECOMPILED_NAME = 'built-in-rules.json';

/**
 * The precompiled rules beside the code that runs; undefined where there are none. The sources have none, so that what runs from
 * them always compiles.
 */
export function readPrecompiledText(): string | undefined {
  const root = packageRoot();
  const [folder = ''] = relative(root, fileURLToPath(import.meta.url)).split(sep);
  const path = join(root, folder, PRECOMPILED_NAME);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** SHA-256 in hexadecimal over this version and the text of every built-in rule and policy: one changed letter gives another. */
export function builtInFingerprint(): string {
  const hash = createHash('sha256').update(packageVersion());
  for (const { file, text } of [...builtInRuleFiles(), ...builtInPolicyFiles()]) hash.update(lengthFirst(file)).update(lengthFirst(text));
  return hash.digest('hex');
}

/** Two texts must not be told apart by where one ends and the next begins. */
const lengthFirst = (text: string): string => `\n${text.length}:${text}`;
