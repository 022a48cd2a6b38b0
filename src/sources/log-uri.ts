import { basename, normalize, sep } from 'node:path';

/** An argument as URI: `./a//b/` is `a/b`. */
export function uriOf(argument: string): string {
  const normal = slashed(normalize(argument));
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/** The URI of an entry of a folder; what is below `.` is named by itself. */
export function uriBelow(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html#cloudtrail-log-filename-format */
const TRAIL_FILE = /^\d{12}_CloudTrail_[a-z0-9-]+_\d{8}T\d{4}Z_[A-Za-z0-9]+\.json(\.gz)?$/;

/** Whether a file is named as a trail names its log files. */
export function isTrailName(path: string): boolean {
  return TRAIL_FILE.test(basename(path));
}

/** What `ctaudit download` adds to the name of a digest for the file that holds its signature. */
export const METADATA_SUFFIX = '.metadata.json';

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
