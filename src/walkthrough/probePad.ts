import { get } from 'node:http';
import { leadsTo } from '../course/exercises/padStack';
import type { PadFacts } from '../course/facts';
import type { ContainerSummary } from '../engine/port';

const timeout = 4000;

/** Milliseconds before the same ports are asked again: while something is missing, and when all was right. */
const pause = { missing: 3000, right: 15_000 };

/** Asks the ports of stacks seldom, however often something happens: each question is a line in the proxy's log. */
export class PadProbe {
  private readonly last = new Map<string, { readonly at: number; readonly answer: Promise<PadFacts> }>();

  /** What the ports answered last; `due` where it is too old to be relied on and too young to be asked again. */
  async read(
    services: ReadonlyMap<string, ContainerSummary>,
    host: string,
  ): Promise<{ readonly pad: PadFacts; readonly due: boolean }> {
    const key = JSON.stringify(
      [services.get('app'), services.get('proxy')].map((each) => each && [each.id, each.state, each.ports]),
    );
    const last = this.last.get(key);
    const age = performance.now() - (last?.at ?? -Infinity);
    if (last) {
      const pad = await last.answer;
      const right =
        pad.padAnswers && pad.padPort !== undefined && pad.redirect !== undefined
          ? leadsTo(pad.redirect, pad.padPort)
          : false;
      if (age < (right ? pause.right : pause.missing)) return { pad, due: !right };
    }
    const answer = probePad(services, host);
    this.last.clear();
    this.last.set(key, { at: performance.now(), answer });
    return { pad: await answer, due: false };
  }
}

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
