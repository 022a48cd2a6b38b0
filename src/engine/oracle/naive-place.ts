import { type Network, isAddress, parseNetwork } from '../../model/network.js';
import { isServiceName } from './naive-texts.js';

/**
 * Networks that are not globally reachable, by IANA's special-purpose registries as of October 2025
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
const NOT_GLOBAL = networks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '64:ff9b:1::/48',
  '100::/64',
  '100:0:0:1::/64',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
]);

/** Parts of the networks above that the same registries do call globally reachable. */
const GLOBAL_EXCEPTIONS = networks([
  '192.0.0.9/32',
  '192.0.0.10/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:1::3/128',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:20::/28',
  '2001:30::/28',
]);

function networks(texts: readonly string[]): readonly Network[] {
  return texts.map(parseNetwork).filter((network) => network !== undefined);
}

function isGlobal(address: string): boolean {
  const isListed = NOT_GLOBAL.some((network) => network.contains(address));
  return !isListed || GLOBAL_EXCEPTIONS.some((network) => network.contains(address));
}

function isAwsInternal(text: string): boolean {
  return text === 'AWS Internal';
}

/** Where a call came from: `public`, `private`, `aws-service`, `aws-internal` or `other`; nothing when the record does not say. */
export function naivePlaceKind(sources: readonly string[]): string[] {
  if (sources.length === 0) return [];
  const addresses = sources.filter(isAddress);
  if (addresses.some(isGlobal)) return ['public'];
  if (addresses.length > 0) return ['private'];
  if (sources.some(isServiceName)) return ['aws-service'];
  return [sources.some(isAwsInternal) ? 'aws-internal' : 'other'];
}
