import { type Finding } from '../../model/finding.js';
import { printable } from '../../model/safe-text.js';

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]+:\/\/)(.*)$/s;
const WINDOWS_DRIVE = /^[A-Za-z]:[\\/]/;
/** Longer names are cut: the path only has to be stable, and code scanning shows it whole. */
const MAX_SEGMENT = 128;

/**
 * The URI reference (https://www.rfc-editor.org/rfc/rfc3986) of a log file, which may be named with any character at all.
 * A path from the root becomes a `file` URI, as SARIF asks; the scheme of a remote one stays.
 */
export function artifactUri(uri: string): string {
  const scheme = SCHEME.exec(uri);
  if (scheme !== null) return `${scheme[1] ?? ''}${encodePath(scheme[2] ?? '')}`;
  if (uri.startsWith('/')) return `file://${encodePath(uri)}`;
  if (WINDOWS_DRIVE.test(uri)) return `file:///${uri.slice(0, 2)}${encodePath(uri.slice(2).replaceAll('\\', '/'))}`;
  return encodePath(uri);
}

/** Where code scanning shows a finding: a path that no log file has, and that stays the same from run to run. */
export function virtualUri({ account, region, eventSource }: Pick<Finding, 'account' | 'region' | 'eventSource'>): string {
  return virtualPath(['cloudtrail', account, region, eventSource]);
}

/** A relative path of segments that may hold any text. */
export function virtualPath(segments: readonly string[]): string {
  return segments.map(encodeStable).join('/');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

/** Empty and dotted segments would be taken for a way through folders. */
function encodeStable(segment: string): string {
  return /^\.*$/.test(segment) ? 'unknown' : encodeSegment(printable(segment.slice(0, MAX_SEGMENT)));
}

function encodeSegment(segment: string): string {
  // A lone surrogate, which encodeURIComponent throws on, has no UTF-8.
  const whole = segment.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(whole).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
