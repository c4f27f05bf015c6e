import type { Rule } from '../rule';
import { correctnessObsoleteVersion } from './correctnessObsoleteVersion';
import { limitsMemory } from './limitsMemory';
import { securityPrivileged } from './securityPrivileged';

/** Every rule of the linter, sorted by id. */
export const rules: readonly Rule[] = [correctnessObsoleteVersion, limitsMemory, securityPrivileged];
