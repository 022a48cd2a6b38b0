/**
 * Regions of each partition, as of November 2026, those named ahead of their start among them:
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html. A list, because the APIs that name an account's Regions ask
 * for permissions of their own, which an auditor's role often lacks.
 */
const REGIONS: Readonly<Record<string, { readonly byDefault: readonly string[]; readonly optIn: readonly string[] }>> = {
  aws: {
    byDefault: [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ca-central-1',
      'eu-central-1',
      'eu-north-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
    optIn: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-south-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-west-1',
      'eu-central-2',
      'eu-south-1',
      'eu-south-2',
      'il-central-1',
      'me-central-1',
      'me-south-1',
      'me-west-1',
      'mx-central-1',
      'sa-west-1',
    ],
  },
  'aws-cn': { byDefault: ['cn-north-1', 'cn-northwest-1'], optIn: [] },
  'aws-us-gov': { byDefault: ['us-gov-east-1', 'us-gov-west-1'], optIn: [] },
  'aws-eusc': { byDefault: ['eusc-de-east-1'], optIn: [] },
};

/** Every Region of a partition, sorted; none for a partition that is not known. */
export function regionsOfPartition(partition: string): readonly string[] {
  const { byDefault, optIn } = REGIONS[partition] ?? { byDefault: [], optIn: [] };
  return [...byDefault, ...optIn].sort();
}

/**
 * Whether an account may be without the Region: those launched after 20 March 2019 are off until the account turns them on
 * (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html).
 */
export function isOptInRegion(region: string): boolean {
  return Object.values(REGIONS).some(({ optIn }) => optIn.includes(region));
}

/** Whether a text has the form of a Region's name. It becomes part of host names and of paths. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);
}
