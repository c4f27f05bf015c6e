import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { barChart, median } from '../../../src/course/barChart';
import { curveCharts } from '../../../src/course/curveCharts';
import { chapters, exercises } from '../../../src/course/chapters';
import {
  certificate,
  countDone,
  isComplete,
  nextExercise,
  type Progress,
} from '../../../src/course/courseState';
import type { Exercise } from '../../../src/course/exercise';
import { noFacts, type ImageFact } from '../../../src/course/facts';
import { findImage, neededImages } from '../../../src/course/neededImages';
import { renderNeeds } from '../../../src/course/renderNeeds';
import { renderPage, type PageState, type PageWords } from '../../../src/course/renderPage';
import { richText } from '../../../src/course/richText';
import { formatMessage, msg } from '../../../src/message';

const t = (message: Parameters<typeof formatMessage>[0]) => formatMessage(message);
const words: PageWords = {
  language: 'en',
  start: 'Start',
  restart: 'Anew',
  run: 'Run',
  terminal: 'Terminal',
  type: 'Type',
  check: 'Check',
  hint: 'Hint',
  solution: 'Solution',
  reset: 'Reset',
  skip: 'Skip',
  next: 'Next',
  why: 'Why',
  inTheCourse: 'Course',
  today: 'Today',
  source: 'source',
  busy: 'Busy',
  states: { todo: 'To do', doing: 'Doing', done: 'Done', skipped: 'Skipped' },
};
const page = (id: string, some: Partial<PageState> = {}): PageState => ({
  exercise: exercises.find((exercise) => exercise.id === id)!,
  chapter: msg('A chapter'),
  facts: noFacts,
  needs: { images: [], imagesKnown: false },
  lab: undefined,
  state: 'doing',
  busy: false,
  problem: undefined,
  hintsShown: false,
  solutionShown: false,
  seed: 1,
  ...some,
});

describe('what an exercise needs', () => {
  const pad = exercises.find(({ id }) => id === 'padStack')!;
  const lab = exercises.find(({ id }) => id === 'twoPids')!;
  const image = (tag: string, size: number) => ({ id: `sha256:${tag}`, tags: [tag], digests: [], size });
  const shown = (exercise: Exercise, images: ImageFact[] | undefined, configured = '') =>
    renderNeeds(
      { images: neededImages(exercise, images, configured), imagesKnown: images !== undefined },
      t,
    ).replace(/<[^>]+>/g, ' ');

  it('names the image that is there with its real size', () => {
    assert.match(
      shown(lab, [image('docker.io/library/busybox:latest', 4.5 * 2 ** 20)]),
      /docker\.io\/library\/busybox:latest +is on the engine already: 4\.5 MiB/,
    );
  });

  it('names the one that is missing, and about how much is to be downloaded', () => {
    assert.match(
      shown(lab, [image('app:1', 5)]),
      /busybox:1\.37 , which is not on the engine yet: about 2\.1 MiB/,
    );
    assert.match(shown(lab, undefined), /busybox:1\.37 : about 2\.1 MiB to download where it is missing/);
    assert.match(shown(lab, [], 'my/own:1'), /Needs the image +my\/own:1 , which is not on the engine yet\./);
  });

  it('finds an image by tag, digest and id', () => {
    const images = [{ id: 'sha256:0123456789abcdef', tags: ['a/b:1'], digests: ['a/b@sha256:77'], size: 9 }];
    for (const name of ['a/b:1', 'a/b@sha256:77', '0123456789ab', 'docker.io/a/b:1'])
      assert.equal(findImage(images, name)?.size, 9, name);
    for (const name of ['a/b', 'a/b:2', 'b:1', '0123'])
      assert.equal(findImage(images, name), undefined, name);
  });

  it('names all images of the pad, which are those of the sample stack', async () => {
    const text = await readFile('walkthroughs/sample/compose.yaml', 'utf8');
    const stack = [...text.matchAll(/^ +image: (\S+)$/gm)].map(([, name]) => name);
    assert.deepEqual(
      neededImages(pad).map(({ name }) => name),
      stack,
    );
  });

  it('asks for none where none is needed', () => {
    for (const id of ['devopsQuiz', 'withoutDocker', 'enginesHere'])
      assert.deepEqual(neededImages(exercises.find((exercise) => exercise.id === id)!), [], id);
  });

  it('says why no engine answers and what can be done without one', () => {
    const html = renderNeeds({ images: [], imagesKnown: false, noEngine: [msg('It is off.')] }, t);
    assert.match(html, /It is off\. Meanwhile .*The same, with no Docker at all, Three questions\./);
  });
});

describe('the page of an exercise', () => {
  it('escapes names of containers and what docker said', () => {
    const facts = {
      ...noFacts,
      endings: [{ id: 'a', name: '<img src=x onerror=alert(1)>', image: '', exitCode: 1 }],
    };
    const html = renderPage(
      page('firstContainer', { facts, hintsShown: true, problem: '</pre><script>' }),
      words,
      t,
    );
    assert.doesNotMatch(html, /<img|<script/);
    assert.match(html, /&lt;img src=x/);
  });

  it('shows hint and solution when asked, and the explanation only after success', () => {
    const plain = renderPage(page('sharedNetwork'), words, t);
    assert.doesNotMatch(plain, /class="(hints|solution|why)"/);
    const helped = renderPage(page('sharedNetwork', { hintsShown: true, solutionShown: true }), words, t);
    assert.match(helped, /class="hints"/);
    assert.match(helped, /--network container:unboxed-net-a/);
    const done = renderPage(page('sharedNetwork', { state: 'done', hintsShown: true }), words, t);
    assert.match(done, /class="why"/);
    assert.doesNotMatch(done, /class="hints"|data-do="skip"/);
  });

  it('can be reset, and nothing else, while something runs', () => {
    const html = renderPage(page('forkBomb', { busy: true }), words, t);
    const open = [...html.matchAll(/<button data-do="(\w+)"([^>]*)>/g)].filter(
      ([, , attributes = '']) => !attributes.includes('disabled'),
    );
    assert.deepEqual(
      open.map(([, action]) => action),
      ['reset'],
    );
  });

  it('shows errata as in the course and today, with their source', () => {
    const html = renderPage(page('perUserLimit', { state: 'done' }), words, t);
    assert.doesNotMatch(
      renderPage(page('perUserLimit'), words, t),
      /<th>Course/,
      'not before what is to be guessed was run',
    );
    assert.match(html, /<th>Course<\/th><th>Today<\/th>/);
    assert.match(html, /href="https:\/\/man7\.org/);
  });

  it('grows the picture with each stage, and types only the next command', () => {
    const at = (processes: string) =>
      renderPage(
        page('byHand', {
          lab: { image: 'busybox' },
          facts: {
            ...noFacts,
            readings: {
              processes: `1 / user:[9] uts:[1] ipc:[2] net:[3] mnt:[4] pid:[5] /lab\n${processes}limit max\n`,
            },
          },
        }),
        words,
        t,
      );
    const frames = (html: string) => [...html.matchAll(/class="frame"/g)].length;
    const bare = at('');
    assert.equal(frames(bare), 0);
    assert.match(bare, /data-do="type" data-argument="root"/);
    const two = at('9 /box user:[9] uts:[11] ipc:[2] net:[3] mnt:[4] pid:[5] /lab\n');
    assert.equal(frames(two), 2);
    assert.match(two, /uts:\[11\]/);
    assert.deepEqual(
      [...two.matchAll(/data-do="type" data-argument="(\w+)"/g)].map(([, id]) => id),
      ['ipc'],
    );
  });

  it('shows the course’s claim beside the numbers with their spread', () => {
    const run = (seconds: number) => ({
      trial: 'start',
      seconds,
      exitCode: 0,
      output: '',
      lineTimes: [],
      answers: [],
    });
    const html = renderPage(
      page('startTime', { facts: { ...noFacts, results: [run(0.25), run(0.5), run(0.75)] } }),
      words,
      t,
    );
    assert.match(html, /Course: Containers run almost as fast/);
    assert.match(html, /0\.5 \(0\.25–0\.75\) s/);
  });

  it('marks code and stress, and nothing else', () => {
    assert.equal(richText('run `a < b` *now* 2 * 3 * 4'), 'run <code>a &lt; b</code> <em>now</em> 2 * 3 * 4');
  });
});

describe('barChart', () => {
  it('puts bars of one unit on one scale, each as long as its median', () => {
    const svg = barChart(
      [
        { label: msg('a'), values: [1, 2, 9], unit: msg('s') },
        { label: msg('b'), values: [9], unit: msg('s') },
      ],
      t,
      String,
    );
    const widths = [...svg.matchAll(/<rect class="bar"[^>]* width="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    );
    assert.ok(Math.abs(widths[0]! / widths[1]! - 2 / 9) < 0.01);
    assert.match(svg, /a: 2 \(1–9\) s/);
  });
  it('does not fail where everything is 0', () => {
    assert.doesNotMatch(
      barChart([{ label: msg('a'), values: [0, 0], unit: msg('s') }], t, String),
      /NaN|Infinity/,
    );
  });
  it('has the mean of two middle values as the median', () => {
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([3, 1, 2]), 2);
  });
});

describe('curveCharts', () => {
  const points = (...values: number[]) => values.map((value, second) => ({ second, value }));
  const charts = (language: string) =>
    curveCharts(
      [
        {
          label: msg('processes'),
          points: points(10, 32, 30),
          limit: { value: 32, label: msg('limit: {0}', 32) },
        },
        { label: msg('answers'), unit: msg('ms'), points: points(2.5, 7), atLeast: 100 },
      ],
      t,
      new Intl.NumberFormat(language).format,
    );
  const y = (figure: string, mark: RegExp) => Number(mark.exec(figure)?.[1]);

  it('gives each curve a chart with its own axis, and all the same seconds', () => {
    const [, processes = '', answers = '', ...more] = charts('en').split('<figure>');
    assert.equal(more.length, 0);
    assert.match(processes, />limit: 32</);
    assert.match(answers, />100 ms</);
    for (const figure of [processes, answers]) {
      assert.match(figure, />0 s<[^]*>10 s</);
      assert.match(figure, /points="58\.0,[\d.]+ 98\.6,/);
    }
    const limit = y(processes, /class="limit"[^>]* y1="([\d.]+)"/);
    assert.equal(
      y(processes, /points="\S+ [\d.]+,([\d.]+)/),
      limit,
      'what reaches the limit touches its line',
    );
    assert.ok(limit > 16, 'there is room above the limit for its name');
  });

  it('tells the same in a sentence and as a table, with numbers in the reader’s language', () => {
    const html = charts('fr');
    assert.match(html, /aria-label="processes: 10 at first, 30 in the end, 32 at most"/);
    assert.match(html, /<th scope="col">answers \(ms\)<\/th>/);
    assert.match(html, /<th scope="row">0<\/th><td>10<\/td><td>2,5<\/td>/);
    assert.match(html, /<th scope="row">2<\/th><td>30<\/td><td>–<\/td>/);
  });

  it('draws what is all 0, large, or only one point', () => {
    for (const values of [[0], [0, 0], [1234567], [0.001]])
      assert.doesNotMatch(
        curveCharts([{ label: msg('a'), points: points(...values) }], t, String),
        /NaN|Infinity|undefined/,
      );
  });
});

describe('progress', () => {
  const done = (...ids: string[]): Progress =>
    Object.fromEntries(ids.map((id) => [id, { state: 'done', at: '2026-11-24T08:00:00.000Z' }]));

  it('goes on after the exercise, and comes back to what was left out', () => {
    const [first, second, third] = exercises;
    assert.equal(nextExercise(done(first!.id), first), second);
    assert.equal(nextExercise(done(second!.id), second), third);
    const allButFirst = done(...exercises.slice(1).map(({ id }) => id));
    assert.equal(nextExercise(allButFirst, second), first);
    assert.equal(nextExercise(done(...exercises.map(({ id }) => id))), undefined);
  });

  it('comes back to what was skipped where nothing else is left, and never stays where it is', () => {
    const [first, second] = exercises;
    const skipped: Progress = {
      ...done(...exercises.map(({ id }) => id)),
      [first!.id]: { state: 'skipped', at: '2026-11-24T08:00:00.000Z' },
    };
    assert.equal(nextExercise(skipped, second), first);
    assert.equal(nextExercise(skipped, first), undefined);
    assert.equal(nextExercise(done(...exercises.slice(1).map(({ id }) => id)), first), undefined);
  });

  it('completes a chapter by done exercises only: one that was skipped is not done', () => {
    const origins = chapters.find(({ id }) => id === 'origins')!;
    const [first, ...others] = origins.exercises.map(({ id }) => id);
    const progress: Progress = {
      ...done(...others),
      [first!]: { state: 'skipped', at: '2026-11-24T08:00:00.000Z' },
    };
    assert.equal(isComplete(origins, progress), false);
    assert.equal(isComplete(origins, done(...others)), false);
    assert.equal(isComplete(origins, done(first!, ...others)), true);
    const total = origins.exercises.length;
    assert.deepEqual(countDone(progress, [origins]), { done: total - 1, total });
  });

  it('exports a summary that names each exercise, when, and what was skipped', () => {
    const text = certificate(
      { ...done('twoPids'), forkBomb: { state: 'skipped', at: '2026-11-25T08:00:00.000Z' } },
      t,
    );
    assert.match(text, /- \[x\] One process, two numbers – done, 2026-11-24/);
    assert.match(text, /- \[ \] The fork bomb, behind a limit – skipped, 2026-11-25/);
    assert.equal([...text.matchAll(/^- \[/gm)].length, exercises.length);
  });
});
