/** How AWS is reached. What is not said here is as the AWS CLI has it: environment, shared files, single sign-on, the machine's own role. */
export interface AwsOptions {
  /** Of the shared config and credentials files. */
  readonly profile?: string;
  /** A role to assume before anything is read. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** ARN or serial number of the MFA device that the role asks for. */
  readonly mfaSerial?: string;
  /** Gives the code that the device shows. */
  readonly askMfaCode?: (serial: string) => Promise<string>;
  /** URL of the service, in place of AWS's own. */
  readonly endpoint?: string;
  /** Whether whoever asks pays, as a bucket with requester pays wants it. */
  readonly requestPayer?: boolean;
}
