import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { packageRoot } from './package-root.js';

/** A text that an author wrote, under the name by which diagnostics call it. */
export interface AuthorFile {
  readonly file: string;
  readonly text: string;
}

/** The rules that come with the package. */
export function builtInRuleFiles(): readonly AuthorFile[] {
  const root = packageRoot();
  return rulePaths(join(root, 'rules')).map((path) => readAuthorFile(path, relative(root, path)));
}

/** The rule files of a file or of a folder and all below it, by name; undefined when there is no such file. */
export function ruleFilesAt(path: string, cwd: string): readonly AuthorFile[] | undefined {
  const full = resolve(cwd, path);
  if (!existsSync(full)) return undefined;
  if (!statSync(full).isDirectory()) return [readAuthorFile(full, path)];
  return rulePaths(full).map((each) => readAuthorFile(each, join(path, relative(full, each))));
}

/** Whether the author has something by the name: a file or a folder comes before what is built in. */
export function existsAt(path: string, cwd: string): boolean {
  return existsSync(resolve(cwd, path));
}

/** Reads a policy by the name of a built-in one or from a file; undefined when there is neither. */
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

function readAuthorFile(path: string, shown: string): AuthorFile {
  return { file: shown.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') };
}

/** `*.test.yaml` holds the tests of a rule and `pack.yaml` describes the folder: neither is a rule. */
function isRuleFile(name: string): boolean {
  return /\.ya?ml$/.test(name) && !/\.test\.ya?ml$/.test(name) && name !== 'pack.yaml';
}

function rulePaths(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (statSync(path).isDirectory()) return entry.name === 'node_modules' ? [] : rulePaths(path);
      return isRuleFile(entry.name) ? [path] : [];
    });
}
