import { testFamily } from './ruleTable';
testFamily('style', {
  'style-key-order': [['image']],
  'style-port-quotes': [['127.0.0.1:8080:80']],
  'style-service-order': [['db']],
  'style-top-level-order': [['services']],
});
