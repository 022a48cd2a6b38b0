import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { UnreadableFileError } from '../diagnostics/unreadable-file-error.js';
import { packageRoot } from './package-root.js';
import { type AuthorFile, ofFile, readAuthorFile } from './read-author-file.js';

export { type AuthorFile };

/** The rules that come with the package. */
export function builtInRuleFiles(): readonly AuthorFile[] {
  const root = packageRoot();
  return rulesBelow({ path: join(root, 'rules'), shown: 'rules' }, []);
}

/**
 * The rule files of a file or of a folder and all below it, by name; undefined when there is no such file.
 * @throws UnreadableFileError
 */
export function ruleFilesAt(path: string, cwd: string): readonly AuthorFile[] | undefined {
  const full = resolve(cwd, path);
  if (!existsSync(full)) return undefined;
  if (!statSync(full).isDirectory()) return [readAuthorFile(full, path)];
  return rulesBelow({ path: full, shown: path }, []);
}

/** Whether the author has something by the name: a file or a folder comes before what is built in. */
export function existsAt(path: string, cwd: string): boolean {
  return existsSync(resolve(cwd, path));
}

/**
 * Reads a policy by the name of a built-in one or from a file; undefined when there is neither.
 * @throws UnreadableFileError
 */
export function policyFile(nameOrPath: string, cwd: string): AuthorFile | undefined {
  const builtIn = /^[a-z0-9.-]+$/.test(nameOrPath) ? join(packageRoot(), 'policies', `${nameOrPath}.yaml`) : '';
  const own = resolve(cwd, nameOrPath);
  if (existsSync(own) && statSync(own).isFile()) return readAuthorFile(own, nameOrPath);
  return builtIn !== '' && existsSync(builtIn) ? readAuthorFile(builtIn, join('policies', `${nameOrPath}.yaml`)) : undefined;
}

/** The policies that come with the package. */
export function builtInPolicyFiles(): readonly AuthorFile[] {
  return builtInPolicyNames().map((name) =>
    readAuthorFile(join(packageRoot(), 'policies', `${name}.yaml`), join('policies', `${name}.yaml`)),
  );
}

/** Names of the policies that come with the package. */
export function builtInPolicyNames(): readonly string[] {
  return readdirSync(join(packageRoot(), 'policies'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** `*.test.yaml` holds the tests of a rule and `pack.yaml` describes the folder: neither is a rule. */
function isRuleFile(name: string): boolean {
  return /\.ya?ml$/.test(name) && !/\.test\.ya?ml$/.test(name) && name !== 'pack.yaml';
}

interface FolderPlace {
  readonly path: string;
  /** The path as its author would write it. */
  readonly shown: string;
}

/** `above`: the real folders on the way down, to which no link may lead back. */
function rulesBelow({ path: folder, shown }: FolderPlace, above: readonly string[]): readonly AuthorFile[] {
  const real = ofFile(shown, () => realpathSync(folder));
  if (above.includes(real)) throw new UnreadableFileError(shown, 'the link leads back to a folder above it');
  return ofFile(shown, () => readdirSync(folder))
    .sort()
    .flatMap((name) => {
      const below = { path: join(folder, name), shown: join(shown, name) };
      if (ofFile(below.shown, () => statSync(below.path)).isDirectory()) {
        return name === 'node_modules' ? [] : rulesBelow(below, [...above, real]);
      }
      return isRuleFile(name) ? [readAuthorFile(below.path, below.shown)] : [];
    });
}
