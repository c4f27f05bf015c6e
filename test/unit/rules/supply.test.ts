import { testFamily } from './ruleTable';
testFamily('supply', {
  'supply-build-and-image': [['nginx:1.27'], ['example.org/team/web:2.1']],
  'supply-digest-missing': [['nginx:1.27']],
  'supply-latest-tag': [['nginx'], ['latest'], ['example.org:5000/web:${TAG:-latest}']],
});
