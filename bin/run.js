#!/usr/bin/env node
// `--version` alone is answered here: scripts ask it often, and loading the commands costs more than node itself.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  const { readFileSync } = await import('node:fs');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`ctaudit/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
} else {
  const { main } = await import('../bundle/cli.js');
  await main(process.argv.slice(2));
}
