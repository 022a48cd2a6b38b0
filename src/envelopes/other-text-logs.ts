/** How long the beginning is by which a log is known. */
const HEAD_BYTES = 512;

/**
 * Logs as lines of text that AWS puts beside trails, compressed. Uncompressed ones need no telling: in a folder, what is neither gzip nor
 * JSON is passed over anyway.
 */
const OTHER_TEXT_LOGS: readonly RegExp[] = [
  // VPC flow logs begin with the names of their fields: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
  /^(?:[a-z0-9-]+ )*(?:interface-id|srcaddr|account-id|resource-type)(?: [a-z0-9-]+)*\r?\n/,
  // Application Load Balancers: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
  /^(?:https?|h2|grpcs?|wss?) \d{4}-\d\d-\d\dT[\d:.]+Z /,
  // Network Load Balancers: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
  /^tls \d\.\d \d{4}-\d\d-\d\dT[\d:.]+ /,
  // CloudFront: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
  /^#Version: \d\.\d\r?\n#Fields: /,
];

/** Whether a file is recognised by how it begins as a log of AWS that holds no API events. */
export function isOtherTextLog(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, HEAD_BYTES);
  return OTHER_TEXT_LOGS.some((beginning) => beginning.test(head));
}
