import { type IntegrityResult } from '../model/integrity.js';
import { type AwsAccess } from '../pipeline/aws-access.js';
import { type ScanOptions } from '../pipeline/scan/scan-options.js';
import { given } from './scan-settings.js';

/** Flags of a scan that checks digest files first. */
export interface IntegrityFlags {
  readonly verify?: boolean | undefined;
  readonly 'public-keys'?: readonly string[] | undefined;
}

/** What is checked, and how AWS is reached for it. */
export interface IntegrityContext {
  readonly inputs: readonly string[];
  readonly cwd: string;
  readonly selection: ScanOptions['selection'];
  readonly aws: AwsAccess;
  readonly signal: AbortSignal;
}

const DAY = 86_400_000;

/** What digest files say of the inputs; undefined where they are not to be asked, and when the check was interrupted. */
export async function checkIntegrity(flags: IntegrityFlags, context: IntegrityContext): Promise<IntegrityResult | undefined> {
  if (flags.verify !== true) return undefined;
  // Most scans do without.
  const { verifyInputs } = await import('../pipeline/verify/verify-inputs.js');
  const { fileKeys } = await import('../pipeline/verify/file-keys.js');
  const { inputs, cwd, aws, signal, selection: { since, until, accounts = [], regions = [] } = {} } = context;
  const files = flags['public-keys'] ?? [];
  // Files are told by when they were delivered, which may be the day after their events, or the one before.
  const times = given({ since: since === undefined ? since : since - DAY, until: until === undefined ? until : until + DAY });
  const integrity = await verifyInputs({
    ...{ inputs, cwd, aws, signal, selection: { ...times, accounts, regions } },
    ...(files.length > 0 && { publicKeys: await fileKeys(files, cwd) }),
  });
  return signal.aborted ? undefined : integrity;
}
