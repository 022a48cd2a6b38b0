/**
 * Installs the S3-compatible server that the tests of S3 start: node scripts/install-s3-server.mjs. It needs Go (https://go.dev/dl/), which
 * takes some minutes to build it once. Without it those tests are skipped.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SERVER = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';
const folder = fileURLToPath(new URL('../.cache', import.meta.url));

if (!existsSync(`${folder}/versitygw`)) {
  mkdirSync(folder, { recursive: true });
  execFileSync('go', ['install', SERVER], { env: { ...process.env, GOBIN: folder }, stdio: 'inherit' });
}
