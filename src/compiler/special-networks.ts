/**
 * The networks that are not globally reachable: IANA's special-purpose address registries as of 2025-10-09, the blocks whose
 * "Globally Reachable" is False or N/A (6to4, Teredo, the old 6to4 relays), and multicast.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/
 * https://www.iana.org/assignments/iana-ipv6-special-registry/
 * https://www.iana.org/assignments/ipv6-address-space/
 */
export const NOT_GLOBAL_NETWORKS: readonly string[] = [
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
];

/** Blocks inside those of `NOT_GLOBAL_NETWORKS` whose "Globally Reachable" is True in the same registries. */
export const GLOBAL_EXCEPTIONS: readonly string[] = [
  '192.0.0.9/32',
  '192.0.0.10/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:1::3/128',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:20::/28',
  '2001:30::/28',
];

/** Where globally reachable addresses lie at all: every IPv4 address, IPv6's global unicast block, and the NAT64 prefix (64:ff9b::/96). */
export const GLOBAL_SPACE: readonly string[] = ['0.0.0.0/0', '2000::/3', '64:ff9b::/96'];

/** Every address. */
export const ALL_NETWORKS: readonly string[] = ['0.0.0.0/0', '::/0'];
