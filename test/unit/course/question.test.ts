import assert from 'node:assert/strict';
import { devopsQuiz } from '../../../src/course/exercises/devopsQuiz';
import { noFacts } from '../../../src/course/facts';
import { chosen, quizHints, shuffled, type Question } from '../../../src/course/question';
import { formatMessage } from '../../../src/message';

const questions = devopsQuiz.questions?.(noFacts) ?? [];
const [question = assert.fail()] = questions;
const answered = (id: string) => ({ ...noFacts, answers: { [question.id]: id } });

describe('a question of the course', () => {
  it('has its right choice in each place equally often, so that the place tells nothing', () => {
    const places = [0, 0, 0];
    for (let seed = 0; seed < 300; seed++)
      for (const each of questions) places[shuffled(each, seed).findIndex(({ right }) => right)]! += 1;
    for (const count of places) assert.ok(count > 240 && count < 360, places.join(' '));
  });

  it('keeps its order while the page is drawn again', () => {
    const order = (each: Question) => shuffled(each, 7).map(({ id }) => id);
    assert.deepEqual(order(question), order(question));
    assert.deepEqual([...order(question)].sort(), question.choices.map(({ id }) => id).sort());
  });

  it('says beside a wrong answer why it is wrong, and where to look as a hint, before an answer too', () => {
    assert.match(
      formatMessage(chosen(question, answered('latest'))?.because ?? question.text),
      /only a digest/,
    );
    for (const facts of [noFacts, answered('latest')])
      assert.deepEqual(
        quizHints([question], facts).map((hint) => formatMessage(hint)),
        ['The text of this chapter, in the walkthrough, says what the idea is.'],
      );
    assert.deepEqual(quizHints([question], answered('image')), []);
  });
});
