import { type AwsOptions } from './aws-options.js';
import { clientConfig, type ClientConfig } from './client-config.js';

type Provider = ClientConfig['credentials'];
type Identity = Awaited<ReturnType<Provider>>;

/** Credentials are asked for again this long before they expire, in milliseconds. */
const EARLY = 5 * 60_000;

/** Credentials that several clients share: a role is assumed once for all of them, and an MFA code, which works once, asked once. */
export class SharedCredentials {
  private readonly open: () => Provider;
  private provider: Provider;
  private current: Promise<Identity> | undefined;
  /** Counts how often they were renewed. */
  generation = 0;

  /** @param region where a role is assumed */
  constructor(options: AwsOptions, region: string) {
    this.open = () => clientConfig(options, region).credentials;
    this.provider = this.open();
  }

  readonly provide: Provider = async (properties) => {
    const asked = (this.current ??= this.provider(properties));
    try {
      if (!isOver(await asked)) return await asked;
    } catch (error) {
      if (this.current === asked) this.current = undefined;
      throw error;
    }
    if (this.current === asked) this.current = this.provider(properties);
    return this.current;
  };

  /** Drops those of a generation, which AWS says have expired, and looks for others wherever they come from. */
  renew(generation: number): void {
    if (generation !== this.generation) return; // somebody else has
    this.generation++;
    this.current = undefined;
    this.provider = this.open();
  }
}

function isOver({ expiration }: Identity): boolean {
  return expiration !== undefined && expiration.getTime() - EARLY <= Date.now();
}
