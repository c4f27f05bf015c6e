import type { Service } from '../composeModel';
import { addressChecks } from './refusedAddresses';
import { kernelChecks } from './refusedByKernel';
import { loggingOptions } from './refusedLogging';
import { mountOptions } from './refusedMounts';
import { numberChecks } from './refusedNumbers';
import type { RefusedValue } from './refusedValue';
import { wordChecks } from './refusedWords';

const checks = [
  ...wordChecks,
  ...kernelChecks,
  ...addressChecks,
  ...numberChecks,
  loggingOptions,
  mountOptions,
];

/** The values of a service that the engine refuses when it makes or starts the container; asked of engine 20.10. */
export function refusedValues(service: Service): RefusedValue[] {
  const refused: RefusedValue[] = [];
  for (const check of checks) for (const one of check(service)) refused.push(one);
  return refused;
}
