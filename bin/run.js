#!/usr/bin/env node
// `--version` alone is answered here: scripts ask it often, and loading the commands costs more than node itself.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  const { readFileSync } = await import('node:fs');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`ctaudit/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
} else {
  const { setFlagsFromString } = await import('node:v8');
  // Both take 5 to 10 % off the CPU time of scans of 100,000 to 900,000 events (docs/benchmarks.md). Inlining less: much of what a scan does
  // is over before machine code that took long to compile has paid for itself. Growing at once: a batch of records outlives many small
  // collections, and each of them copies it.
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
  setFlagsFromString('--semi-space-growth-factor=16');
  const { main } = await import('../bundle/cli.js');
  await main(process.argv.slice(2));
}
