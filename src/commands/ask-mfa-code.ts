import { createInterface } from 'node:readline/promises';

import { printable } from '../model/safe-text.js';

/** Where a person sits. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Whether somebody is there to read a question and to answer it. */
export function isInteractive({ input, output }: Terminal): boolean {
  return input.isTTY === true && output.isTTY === true;
}

/**
 * Asks a person for the code that an MFA device shows.
 * @throws Error when the input ends or the signal is aborted before there is an answer
 */
export async function askMfaCode(serial: string, { input, output }: Terminal, signal?: AbortSignal): Promise<string> {
  // Lines as the terminal itself gives them: in raw mode Ctrl-C would be a key, and no signal.
  const lines = createInterface({ input, output, terminal: false });
  const ended = new Promise<never>((_, reject) => {
    lines.once('close', () => {
      reject(new Error('no MFA code was given'));
    });
  });
  const question = `MFA code of ${printable(serial)}: `;
  try {
    const answer = lines.question(question, signal === undefined ? {} : { signal });
    return (await Promise.race([answer, ended])).trim();
  } finally {
    ended.catch(() => undefined);
    lines.close();
  }
}
