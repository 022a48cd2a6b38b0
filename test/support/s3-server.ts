import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const SERVER = fileURLToPath(new URL('../../.cache/versitygw', import.meta.url));
const ACCESS_KEY = 'test';
const SECRET_KEY = 'testtest';
const START_ATTEMPTS = 200;

/** Whether scripts/install-s3-server.mjs has been run: tests of S3 need a real server. */
export const hasS3Server = existsSync(SERVER);

/** An S3-compatible server on loopback. */
export class S3Server {
  readonly endpoint: string;
  /** Holds a folder for each bucket, and in it a file for each object. */
  readonly folder: string;
  readonly client: S3Client;
  private readonly child: ChildProcess;

  private constructor(port: number, folder: string, child: ChildProcess) {
    this.endpoint = `http://127.0.0.1:${port}`;
    this.folder = folder;
    this.child = child;
    const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY };
    this.client = new S3Client({ endpoint: this.endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  }

  static async start(): Promise<S3Server> {
    const folder = mkdtempSync(join(tmpdir(), 'ctaudit-s3-'));
    const port = await freePort();
    const env = { PATH: process.env['PATH'], ROOT_ACCESS_KEY: ACCESS_KEY, ROOT_SECRET_KEY: SECRET_KEY };
    const child = spawn(SERVER, ['--quiet', '--port', `127.0.0.1:${port}`, 'posix', folder], { env, stdio: 'ignore' });
    for (let attempt = 0; !(await answers(port)); attempt++) {
      if (attempt === START_ATTEMPTS || child.exitCode !== null) throw new Error('the S3 server did not start');
      await setTimeout(50);
    }
    return new S3Server(port, folder, child);
  }

  /** The environment that a command needs to be let in. */
  get env(): Readonly<Record<string, string>> {
    return { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: SECRET_KEY, AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' };
  }

  async createBucket(name: string): Promise<void> {
    await this.client.send(new CreateBucketCommand({ Bucket: name }));
  }

  async put(bucket: string, key: string, bytes: Uint8Array | string, metadata: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, Metadata: { ...metadata } }));
  }

  stop(): void {
    this.client.destroy();
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
