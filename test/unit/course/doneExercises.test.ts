import assert from 'node:assert/strict';
import { devopsQuiz } from '../../../src/course/exercises/devopsQuiz';
import { twoPids } from '../../../src/course/exercises/twoPids';
import { noFacts } from '../../../src/course/facts';
import { ErrorBoundary } from '../../../src/platform/errorBoundary';
import { doneExercises } from '../../../src/walkthrough/doneExercises';

describe('the ticks of the course', () => {
  it('do not end with one exercise whose check throws: it is logged, the others are ticked', () => {
    const logged: string[] = [];
    const boundary = new ErrorBoundary(
      { info: () => undefined, error: (line) => logged.push(line) },
      () => undefined,
    );
    const broken = {
      ...devopsQuiz,
      check: () => {
        throw new Error('cannot read a property');
      },
    };
    const done = { ...twoPids, check: () => true };
    assert.deepEqual(doneExercises([broken, done], noFacts, boundary), [done]);
    assert.match(logged.join('\n'), /^Three questions: cannot read a property/);
  });
});
