import { msg } from '../../message';
import { removeKey } from '../mapEdits';
import { fix, type Rule } from '../rule';
import { placeOf } from '../yamlNodes';

export const correctnessObsoleteVersion: Rule = {
  id: 'correctness-obsolete-version',
  family: 'correctness',
  severities: { learn: 'info', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('`version` at the top of the file no longer means anything.'),
    why: msg(
      'It chose a file format for Compose v1. Compose v2 reads every file by the Compose Specification, ignores the number and warns about it.',
    ),
    risk: msg(
      'A reader believes that the number chooses features. It does not: two files with different numbers are read the same way.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: ['services:\n  web:\n    image: nginx:1.27\n'],
    bad: ['version: "3.8"\nservices:\n  web:\n    image: nginx:1.27\n'],
  },
  checkFile({ model, report }) {
    const pair = model.top('version');
    if (!pair || model.root.type !== 'map') return;
    report({
      place: placeOf(pair.key),
      message: msg('`version` is obsolete: Compose ignores it. Remove the line.'),
      fixes: fix(msg('Remove `version`'), removeKey(model.root, pair)),
    });
  },
};
