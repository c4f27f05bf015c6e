import { testFamily } from './ruleTable';

testFamily('schema', {
  'schema-bad-value': [['service_health'], ['2000']],
  'schema-missing-key': [['{soft: 1}'], ['nofile']],
  'schema-unknown-key': [['imagee'], ['memory'], ['image'], ['intervall']],
  'schema-wrong-type': [['123'], ['"80"'], ['environment'], ['1'], ['{b: c}'], ['web']],
});
