/**
 * Compiles the scanner from AssemblyScript to WebAssembly, and wraps the bytes in a module, so that nothing has to find a file at run
 * time. Run it before the TypeScript compiler: src/scanner/generated is not in the repository.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';

const scanner = new URL('../src/scanner/', import.meta.url);
const { error, stderr, binary } = await compile();
if (error) throw new Error(`the scanner could not be compiled: ${error.message}\n${stderr}`);

await mkdir(new URL('generated/', scanner), { recursive: true });
await writeFile(
  new URL('generated/scanner-wasm.ts', scanner),
  [
    '// Made by scripts/build-scanner.mjs from src/scanner/assembly.',
    '/** The WebAssembly module of the scanner, in base64. */',
    `export const SCANNER_WASM = '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n'),
);

async function compile() {
  let binary;
  const result = await asc.main(
    [
      'scan-records.ts',
      '--outFile',
      'scanner.wasm',
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--lowMemoryLimit',
      '0',
      '--baseDir',
      new URL('assembly/', scanner).pathname,
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents;
      },
    },
  );
  return { error: result.error, stderr: result.stderr.toString(), binary };
}
