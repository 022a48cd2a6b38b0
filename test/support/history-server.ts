import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { ACCOUNT, type LookupRequest, type WireAnswer } from './aws-wire.js';

const CALLER =
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT}:user/ann` +
  `</Arn><UserId>AIDA</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

export interface HistoryServer {
  readonly endpoint: string;
  stop(): void;
}

/** STS and CloudTrail on loopback, for a process of its own; one account, whatever the Region is. */
export async function startHistoryServer(answer: (request: LookupRequest) => WireAnswer): Promise<HistoryServer> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (body.includes('Action=GetCallerIdentity')) {
        response.setHeader('content-type', 'text/xml').end(CALLER);
        return;
      }
      const { status, body: reply, headers } = answer(JSON.parse(body) as LookupRequest);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers }).end(JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
