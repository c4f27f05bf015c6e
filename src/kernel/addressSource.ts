import type { EngineEndpoint } from '../engine/port';
import { msg, type Message } from '../message';

/** Where the address of an engine comes from, so that a wrong one can be put right. */
export function addressSource({
  source,
  name,
  host,
}: Pick<EngineEndpoint, 'source' | 'name' | 'host'>): Message {
  switch (source) {
    case 'setting':
      return msg('The setting “unboxed.containers.engine” names it: {0}.', host || name);
    case 'DOCKER_HOST':
      return msg('The environment variable DOCKER_HOST names it: {0}.', host);
    case 'context':
      return msg('The docker context “{0}” names it: {1}.', name, host);
    case 'default':
      return msg('It is the one at the usual place: {0}.', host);
  }
}
