/** Bundles the command line into few files, because a run would otherwise open some hundred modules before its first byte of log. */
import { readdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';

const outdir = 'bundle';

/** The parser of YAML asks the environment at each token whether to log it, which takes a twelfth of its time. */
const quietYaml = {
  name: 'quiet-yaml',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^process$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]yaml[\\/]/.test(importer) ? { path, namespace: 'quiet-yaml' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'quiet-yaml' }, () => ({ contents: 'exports.env = {}; exports.emitWarning = process.emitWarning;' }));
  },
};

const { metafile } = await build({
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  outdir,
  entryPoints: { cli: 'src/cli.ts', commands: 'src/commands/index.ts', 'scan-worker': 'src/pipeline/scan/scan-worker.ts' },
  // What few runs need is loaded from node_modules.
  external: ['typescript', '@aws-sdk/*'],
  legalComments: 'none',
  minifySyntax: true,
  metafile: true,
  plugins: [quietYaml],
  // An import of types alone must not bring its module along, or nothing would be left to load later.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
});

// Chunks are named by their content: those of an earlier build would be packed too.
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of await readdir(outdir)) if (name.endsWith('.js') && !made.has(name)) await rm(`${outdir}/${name}`);
