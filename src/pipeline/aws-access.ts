import { type AwsOptions } from '../sources/aws/aws-options.js';

/** How a use case reaches AWS. */
export type AwsAccess = AwsOptions;
