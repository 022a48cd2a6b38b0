import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What standard input holds; empty if left out. */
  readonly stdin?: string | Uint8Array;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly pid: number;
  readonly stdin: NodeJS.WritableStream;
  readonly stdout: Readable;
  readonly result: Promise<CommandResult>;
}

/** Starts the built command line, as a user's shell would: with nothing of the test run's own environment, far from UTC. */
export function startCommand(args: readonly string[], { cwd, env = {} }: CommandOptions): RunningCommand {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Kolkata', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command may end without reading what is sent to it.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const result = Promise.all([closed, buffer(child.stdout).catch(() => Buffer.alloc(0)), buffer(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') }),
  );
  if (child.pid === undefined) throw new Error('the command did not start');
  return { pid: child.pid, stdin: child.stdin, stdout: child.stdout, result };
}

export function runCommand(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const command = startCommand(args, options);
  command.stdin.end(options.stdin ?? '');
  return command.result;
}
