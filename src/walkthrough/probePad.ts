import { get } from 'node:http';
import type { PadFacts } from '../course/facts';
import type { ContainerSummary } from '../engine/port';

const timeout = 4000;

/** Asks the stack's published ports, once each, as a browser would; follows no redirect. */
export async function probePad(
  services: ReadonlyMap<string, ContainerSummary>,
  host: string,
): Promise<PadFacts> {
  const padPort = publishedPort(services.get('app'));
  const proxyPort = publishedPort(services.get('proxy'));
  const [pad, proxy] = await Promise.all([answer(host, padPort), answer(host, proxyPort)]);
  const redirects = proxy !== undefined && proxy.status >= 300 && proxy.status < 400;
  return {
    padAnswers: pad !== undefined && pad.status < 500,
    ...(padPort !== undefined && { padPort }),
    ...(proxyPort !== undefined && { proxyPort }),
    ...(redirects && proxy.location !== undefined && { redirect: proxy.location }),
  };
}

function publishedPort(container: ContainerSummary | undefined): number | undefined {
  return container?.ports.find((port) => port.protocol === 'tcp' && port.publicPort > 0)?.publicPort;
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

function answer(host: string, port: number | undefined): Promise<Answer | undefined> {
  if (port === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const request = get({ host, port, path: '/', timeout, agent: false }, (response) => {
      response.destroy();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(undefined);
    });
  });
}
