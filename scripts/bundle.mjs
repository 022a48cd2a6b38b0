/** Bundles the command line into few files, because a run would otherwise open some hundred modules before its first byte of log. */
import { build } from 'esbuild';

await build({
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  outdir: 'bundle',
  entryPoints: { cli: 'src/cli.ts' },
  external: ['typescript'],
  legalComments: 'none',
  minifySyntax: true,
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
});
