import { type Network, isAddress, parseNetwork } from '../../model/network.js';
import { isServiceName } from './naive-texts.js';

/**
 * Networks that are not globally reachable, or for which that is no question, by IANA's special-purpose registries as of October 2025
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry), and multicast.
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
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
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

/** Where globally reachable addresses lie: IPv4, IPv6's global unicast space and NAT64 (https://www.iana.org/assignments/ipv6-address-space). */
const GLOBAL_SPACE = networks(['0.0.0.0/0', '2000::/3', '64:ff9b::/96']);

function networks(texts: readonly string[]): readonly Network[] {
  return texts.map(parseNetwork).filter((network) => network !== undefined);
}

function someAreIn(list: readonly Network[], addresses: readonly string[]): boolean {
  return addresses.some((address) => list.some((network) => network.contains(address)));
}

function arePublic(addresses: readonly string[]): boolean {
  if (!someAreIn(GLOBAL_SPACE, addresses)) return false;
  return someAreIn(GLOBAL_EXCEPTIONS, addresses) || !someAreIn(NOT_GLOBAL, addresses);
}

/** Where a call came from: `public`, `private`, `aws-service`, `aws-internal` or `other`; nothing when the record does not say. */
export function naivePlaceKind(sources: readonly string[]): string[] {
  const addresses = sources.filter(isAddress);
  if (sources.some(isServiceName)) return ['aws-service'];
  if (sources.includes('AWS Internal')) return ['aws-internal'];
  if (arePublic(addresses)) return ['public'];
  if (addresses.length > 0) return ['private'];
  return sources.length > 0 ? ['other'] : [];
}
