import { testFamily } from './ruleTable';
testFamily('limits', {
  'limits-cpu': [['web'], ['web']],
  'limits-memory': [['web'], ['web'], ['0'], ['web']],
  'limits-memory-too-small': [['512'], ['512k']],
  'limits-nproc-not-pids': [['3'], ['{ soft: 20, hard: 40 }']],
  'limits-oom-kill-disabled': [['true']],
  'limits-pids': [['web'], ['-1'], ['web']],
  'limits-reservation-above-limit': [['256m'], ['1G']],
  'limits-short-and-deploy': [['64m'], ['100'], ['2']],
  'limits-swap-below-memory': [['512m'], ['512m']],
});
