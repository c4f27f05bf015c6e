import type { Service } from '../composeModel';
import { isTrue, itemsOf, textOf } from '../yamlNodes';

/** Whether a service switches its healthcheck off: `disable: true`, or the test `NONE`. */
export function isHealthcheckOff(service: Service): boolean {
  const [test] = itemsOf(service.get('healthcheck', 'test'));
  return isTrue(service.get('healthcheck', 'disable')) || (test !== undefined && textOf(test) === 'NONE');
}
