import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';

import { type AwsOptions } from './aws-options.js';
import { clientConfig } from './client-config.js';
import { type Seconds } from './history-slices.js';
import { type Clock, Patience } from './patience.js';
import { type SharedCredentials } from './shared-credentials.js';

export type { Event } from '@aws-sdk/client-cloudtrail';

/** What events can be looked up by; AWS takes one a request. */
export interface LookupAttribute {
  readonly key: 'AccessKeyId' | 'EventId' | 'EventName' | 'EventSource' | 'ReadOnly' | 'ResourceName' | 'ResourceType' | 'Username';
  readonly value: string;
}

interface LookupPage {
  /** Newest first. */
  readonly events: readonly Event[];
  /** Leads to the next page; undefined on the last. */
  readonly nextToken: string | undefined;
}

/** Gives a page. Both ends of the time are in it, and a token goes with the very times and attribute that it came for. */
export type LookUp = (times: Seconds, token: string | undefined) => Promise<LookupPage>;

/** The most that AWS gives: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const PAGE_EVENTS = 50;

/** From the same page: two requests a second, an account and a Region. Milliseconds between two. */
const INTERVAL = 500;

/** Milliseconds after which a connection that says nothing counts as lost. */
const CONNECT_TIMEOUT = 10_000;
const SILENCE_TIMEOUT = 60_000;

export interface HistoryClientOptions {
  readonly aws: AwsOptions;
  readonly region: string;
  readonly credentials: SharedCredentials;
  readonly filter: LookupAttribute | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Event history of one Region. */
export class HistoryClient {
  private readonly options: HistoryClientOptions;
  private readonly patience: Patience;
  private opened: { readonly client: CloudTrailClient; readonly generation: number } | undefined;

  constructor(options: HistoryClientOptions) {
    this.options = options;
    const { clock, signal, credentials } = options;
    const renew = (): void => {
      if (this.opened !== undefined) credentials.renew(this.opened.generation);
    };
    this.patience = new Patience({ clock, signal, interval: INTERVAL, renew });
  }

  /** @throws the SDK's error when AWS refuses, or fails again and again; the signal's reason */
  readonly lookUp: LookUp = async (times, token) => {
    const { filter, signal } = this.options;
    const command = new LookupEventsCommand({
      StartTime: new Date(times.from * 1000),
      EndTime: new Date(times.to * 1000),
      MaxResults: PAGE_EVENTS,
      ...(filter !== undefined && { LookupAttributes: [{ AttributeKey: filter.key, AttributeValue: filter.value }] }),
      ...(token !== undefined && { NextToken: token }),
    });
    const { Events: events = [], NextToken: next = '' } = await this.patience.request(() =>
      this.client().send(command, { abortSignal: signal }),
    );
    return { events, nextToken: next === '' ? undefined : next };
  };

  close(): void {
    this.opened?.client.destroy();
    this.opened = undefined;
  }

  /** A client remembers its credentials, so that renewed ones need another. */
  private client(): CloudTrailClient {
    const { aws, region, credentials } = this.options;
    const { generation } = credentials;
    if (this.opened?.generation !== generation) {
      this.close();
      const client = new CloudTrailClient({
        ...clientConfig(aws, region),
        credentials: credentials.provide,
        maxAttempts: 1,
        requestHandler: { connectionTimeout: CONNECT_TIMEOUT, socketTimeout: SILENCE_TIMEOUT },
      });
      this.opened = { client, generation };
    }
    return this.opened.client;
  }
}
