import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses, as `10.0.0.0/8`. */
export interface Network {
  /** Whether the text is an address in the range; what is no plain address is in none. */
  contains(text: string): boolean;
}

const OCTET = '(?:0|[1-9][0-9]{0,2})';
const IPV4 = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`);
const IPV4_TAIL = /:([^:]*\.[^:]*)$/;

/**
 * IPv4 in four decimal parts without leading zeros (they mean octal to some readers, and decimal to others), or IPv6 without a zone;
 * an IPv4-mapped IPv6 address is the IPv4 address.
 */
function parseAddress(text: string): Address | undefined {
  if (IPV4.test(text)) return ipaddr.IPv4.isValid(text) ? ipaddr.IPv4.parse(text) : undefined;
  return text.includes(':') && !text.includes('%') ? parseIPv6(text) : undefined;
}

function parseIPv6(text: string): Address | undefined {
  const dotted = IPV4_TAIL.exec(text)?.[1];
  if (dotted !== undefined && !IPV4.test(dotted)) return undefined;
  const groups = dotted === undefined ? text : text.slice(0, -dotted.length) + asGroups(dotted);
  if (!ipaddr.IPv6.isValid(groups)) return undefined;
  const address = ipaddr.IPv6.parse(groups);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** The last 32 bits in hexadecimal: ipaddr.js takes `::1.2.3.4` for a mapped address, which only `::ffff:1.2.3.4` is. */
function asGroups(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Reads `address/bits`, or an address alone as the network of just itself. Undefined when the text is neither. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([^/]+)(?:\/(0|[1-9][0-9]{0,2}))?$/.exec(text);
  const addressText = match?.[1] ?? '';
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const bits = networkBits(match?.[2], address, addressText);
  return bits === undefined ? undefined : { contains: (candidate) => isWithin(parseAddress(candidate), address, bits) };
}

/** The bits that count, in the address's own family: a mapped IPv4 address was written with 96 more. Undefined when there are not so many. */
function networkBits(text: string | undefined, address: Address, addressText: string): number | undefined {
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const mapped = width === 32 && addressText.includes(':') ? 96 : 0;
  const bits = text === undefined ? width : Number(text) - mapped;
  return bits < 0 || bits > width ? undefined : bits;
}

function isWithin(candidate: Address | undefined, network: Address, bits: number): boolean {
  if (candidate instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && candidate.match(network, bits);
  return candidate instanceof ipaddr.IPv6 && network instanceof ipaddr.IPv6 && candidate.match(network, bits);
}

/** Whether the text is one plain IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}
