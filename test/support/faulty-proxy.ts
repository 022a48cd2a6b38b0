import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What is done to a request in place of passing it on as it is. */
interface Fault {
  /** Done before the request is passed on. */
  readonly before?: () => Promise<void>;
  /** Answers with an error of S3. */
  readonly error?: { readonly status: number; readonly code: string; readonly message?: string };
  /** Breaks the connection after that many bytes of the answer. */
  readonly cutAfter?: number;
  /** Sends no more after that many bytes of the answer, and keeps the connection. */
  readonly stallAfter?: number;
}

/** The request's path with its query, and how many like it came before. */
export type FaultPlan = (url: string, before: number) => Fault | undefined;

/** Stands between a client and an S3 server, passes on what is signed as it is, and does the faults that it is told to. */
export class FaultyProxy {
  /** What was asked, in order. */
  readonly urls: string[] = [];
  private readonly server: Server;
  private readonly target: URL;
  private readonly plan: FaultPlan;

  private constructor(target: string, plan: FaultPlan) {
    this.target = new URL(target);
    this.plan = plan;
    this.server = createServer((incoming, outgoing) => void this.pass(incoming, outgoing));
  }

  static async start(target: string, plan: FaultPlan): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target, plan);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = incoming.url ?? '';
    const before = this.urls.filter((known) => known === url).length;
    this.urls.push(url);
    const fault = this.plan(url, before) ?? {};
    await fault.before?.();
    if (fault.error !== undefined) {
      const { status, code, message = code } = fault.error;
      outgoing.writeHead(status, { 'content-type': 'application/xml' });
      outgoing.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
      return;
    }
    const { hostname, port } = this.target;
    const passed = request({ hostname, port, path: url, method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      relay(answer, outgoing, fault);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }
}

function relay(answer: IncomingMessage, outgoing: ServerResponse, { cutAfter, stallAfter }: Fault): void {
  const limit = cutAfter ?? stallAfter;
  let sent = 0;
  answer.on('data', (chunk: Buffer) => {
    if (limit === undefined || sent + chunk.length <= limit) {
      sent += chunk.length;
      outgoing.write(chunk);
      return;
    }
    answer.removeAllListeners();
    outgoing.write(chunk.subarray(0, limit - sent), () => {
      if (cutAfter !== undefined) outgoing.destroy();
    });
  });
  answer.on('end', () => outgoing.end());
}
