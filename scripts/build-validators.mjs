/**
 * Compiles the published JSON Schemas of rules, policies and the project file into one TypeScript module, so that no run pays for
 * ajv's compiler. The only importer of ajv in what ships: esbuild takes in the few parts of its runtime that the output asks for.
 * Run it before the TypeScript compiler, the linter and the tests: src/language/generated is not in the repository.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const names = ['rule', 'policy', 'config'];
const language = new URL('../src/language/', import.meta.url);

const schemas = await Promise.all(
  names.map(async (name) => JSON.parse(await readFile(new URL(`schemas/${name}.schema.json`, language), 'utf8'))),
);
const ajv = new Ajv.default({
  schemas,
  allErrors: true,
  // An error then carries the schema around it: its title says what was expected, its keys what could have been meant.
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
  inlineRefs: false,
  code: { source: true, esm: true },
});
const source = standaloneCode(ajv, Object.fromEntries(names.map((name) => [name, `${name}.schema.json`])));

const bundled = await build({
  stdin: { contents: source, resolveDir: new URL('..', import.meta.url).pathname },
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'validators',
  target: 'es2022',
  minify: true,
});

const capitalised = (name) => name[0].toUpperCase() + name.slice(1);
const lines = [
  '// Made by scripts/build-validators.mjs from src/language/schemas.',
  '// @ts-nocheck: the types of what is exported are given below.',
  `import { type Validator } from '../schema/validator.js';`,
  bundled.outputFiles[0].text.replace(/^"use strict";/, ''),
  ...names.map((name) => `export const validate${capitalised(name)}: Validator = validators.${name};`),
  '',
];
await mkdir(new URL('generated/', language), { recursive: true });
await writeFile(new URL('generated/validators.ts', language), lines.join('\n'));
