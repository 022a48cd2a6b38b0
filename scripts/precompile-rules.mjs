/**
 * Compiles the built-in rules and policies and leaves them beside the code, because a run would otherwise spend more time on reading
 * them than on a small log. Run it after the TypeScript compiler; it fails when a built-in rule has any diagnostic.
 */
import { mkdir, writeFile } from 'node:fs/promises';

import { PRECOMPILED_NAME } from '../dist/packs/built-ins.js';
import { precompileRules } from '../dist/pipeline/precompile-rules.js';

const text = JSON.stringify(precompileRules());
for (const folder of ['dist', 'bundle']) {
  const target = new URL(`../${folder}/`, import.meta.url);
  await mkdir(target, { recursive: true });
  await writeFile(new URL(PRECOMPILED_NAME, target), text);
}
