import { msg, type Message } from '../message';
import { barChart } from './barChart';
import { curveCharts } from './curveCharts';
import type { CourseFacts } from './facts';
import type { Exercise, LabContext, Stage } from './exercise';
import { renderNeeds, type Needs } from './renderNeeds';
import { named } from './named';
import { escapeHtml, richText } from './richText';
import { chosen, shuffled, type Question } from './question';
import { stagesPicture } from './stagesPicture';

/** Puts a message in the reader's language. */
export type Translate = (message: Message) => string;

/** What the page of an exercise shows at one moment. */
export interface PageState {
  readonly exercise: Exercise;
  readonly chapter: Message;
  readonly facts: CourseFacts;
  readonly needs: Needs;
  /** Absent before the exercise was started, when it needs a lab. */
  readonly lab: LabContext | undefined;
  readonly state: 'todo' | 'doing' | 'done' | 'skipped';
  /** True while the lab is made or a trial runs. */
  readonly busy: boolean;
  /** What went wrong last, in docker's own words. */
  readonly problem: string | undefined;
  readonly hintsShown: boolean;
  readonly solutionShown: boolean;
  /** Orders the choices of questions. */
  readonly seed: number;
  /** When *Check Now* was last answered, as a clock shows it; absent before. */
  readonly checked?: string;
}

/** Words of the page itself, in the reader's language. */
export interface PageWords {
  /** As in BCP 47: numbers are written as in this language. */
  readonly language: string;
  readonly start: string;
  readonly restart: string;
  readonly run: string;
  readonly terminal: string;
  readonly type: string;
  readonly check: string;
  readonly hint: string;
  readonly solution: string;
  readonly reset: string;
  readonly skip: string;
  readonly next: string;
  readonly why: string;
  readonly inTheCourse: string;
  readonly today: string;
  readonly source: string;
  readonly busy: string;
  readonly states: Readonly<Record<PageState['state'], string>>;
}

/** The body of an exercise's page. Every text that is not ours is escaped; buttons carry `data-do`. */
export function renderPage(page: PageState, words: PageWords, t: Translate): string {
  const { exercise, facts, state } = page;
  const ended = state === 'done';
  const bars = exercise.chart?.(facts) ?? [];
  const curves = exercise.curves?.(facts) ?? [];
  const { format: number } = new Intl.NumberFormat(words.language, { maximumSignificantDigits: 3 });
  const hints = ended ? [] : exercise.hints(facts);
  return [
    `<p class="chapter">${escapeHtml(t(page.chapter))}</p>`,
    `<h1>${richText(t(exercise.title))}</h1>`,
    `<p class="state ${state}" role="status">${escapeHtml(page.busy ? words.busy : words.states[state])}</p>`,
    `<p class="goal">${richText(t(exercise.goal))}</p>`,
    list(exercise.steps ?? [], t),
    ended ? '' : renderNeeds(page.needs, t),
    buttons(page, words, t),
    renderStages(exercise.stages?.(facts) ?? [], page, words, t),
    page.problem === undefined ? '' : `<pre class="problem" role="alert">${escapeHtml(page.problem)}</pre>`,
    ...(exercise.questions?.(facts) ?? []).map((question) => renderQuestion(question, page, t)),
    exercise.claim ? `<p class="claim">${richText(t(named(words.inTheCourse, t(exercise.claim))))}</p>` : '',
    bars.length > 0 ? barChart(bars, t, number) : '',
    curves.length > 0 ? curveCharts(curves, t, number) : '',
    page.checked !== undefined && !ended
      ? `<p class="checked" role="status">${escapeHtml(t(msg('Checked at {0}: not done yet.', page.checked)))}</p>`
      : '',
    page.hintsShown && hints.length > 0
      ? `<section class="hints" role="status"><h2>${words.hint}</h2>${list(hints, t)}</section>`
      : '',
    page.solutionShown || ended ? renderSolution(page, words) : '',
    ended
      ? `<section class="why"><h2>${words.why}</h2>${explanationOf(exercise, facts)
          .map((text) => `<p>${richText(t(text))}</p>`)
          .join('')}</section>`
      : '',
    // They would answer what is to be guessed first.
    ended || page.solutionShown || !exercise.trials ? renderErrata(exercise, words, t) : '',
  ].join('\n');
}

function explanationOf({ explanation }: Exercise, facts: CourseFacts): readonly Message[] {
  return typeof explanation === 'function' ? explanation(facts) : explanation;
}

/** Numbered, where there is more than one. */
function list(texts: readonly Message[], t: Translate): string {
  const [first, second] = texts;
  if (!first) return '';
  if (!second) return `<p>${richText(t(first))}</p>`;
  return `<ol>${texts.map((text) => `<li>${richText(t(text))}</li>`).join('')}</ol>`;
}

function buttons(
  { exercise, lab, state, busy, solutionShown }: PageState,
  words: PageWords,
  t: Translate,
): string {
  // What goes on can be ended at any time.
  const disabled = (action: string) => (busy && action !== 'reset' ? ' disabled' : '');
  const button = (action: string, label: string, primary = false) =>
    `<button data-do="${action}"${primary ? ' class="primary"' : ''}${disabled(action)}>${escapeHtml(label)}</button>`;
  const needsLab = exercise.lab !== undefined || exercise.trials !== undefined;
  return `<div class="buttons">${[
    exercise.lab ? button('start', lab ? words.restart : words.start, !lab) : '',
    exercise.trials && (lab || !exercise.lab) ? button('try', words.run, true) : '',
    exercise.action ? button('action', t(exercise.action.label), !needsLab) : '',
    (exercise.lab && lab) || exercise.terminal?.kind === 'here' ? button('terminal', words.terminal) : '',
    state === 'done' ? '' : button('hint', words.hint),
    exercise.solution && !solutionShown && state !== 'done' ? button('solution', words.solution) : '',
    state === 'done' ? '' : button('check', words.check),
    needsLab ? button('reset', words.reset) : '',
    state === 'done' ? button('next', words.next, true) : button('skip', words.skip),
  ].join('')}</div>`;
}

/** The picture, and the parts one by one: the next one has its command and a button that types it. */
function renderStages(
  stages: readonly Stage[],
  { exercise, lab, busy }: PageState,
  words: PageWords,
  t: Translate,
): string {
  if (stages.length === 0) return '';
  const ready = !busy && (lab !== undefined || exercise.terminal?.kind === 'here');
  const next = stages.find(({ reached, impossible }) => !reached && impossible === undefined);
  const items = stages.map((stage) => {
    const { id, label, command, reached, impossible } = stage;
    const text = escapeHtml(t(label));
    if (reached) return `<li class="reached">✓ ${text}</li>`;
    if (impossible) return `<li class="impossible">${richText(t(named(t(label), t(impossible))))}</li>`;
    if (stage !== next) return `<li>${text}</li>`;
    return `<li class="next"><strong>${text}</strong><pre>${escapeHtml(command)}</pre><button data-do="type" data-argument="${escapeHtml(id)}"${ready ? '' : ' disabled'}>${escapeHtml(words.type)}</button></li>`;
  });
  return `<section class="stages">${stagesPicture(stages, t(msg('a process')), t)}<ul role="status">${items.join('')}</ul></section>`;
}

function renderQuestion(question: Question, { facts, seed }: PageState, t: Translate): string {
  const answer = chosen(question, facts);
  const choices = shuffled(question, seed).map(
    ({ id, text, right }) =>
      `<label class="${answer?.id === id ? (right ? 'right' : 'wrong') : ''}"><input type="radio" name="${escapeHtml(question.id)}" value="${escapeHtml(id)}"${answer?.id === id ? ' checked' : ''}> ${richText(t(text))}</label>`,
  );
  const because = answer
    ? `<p class="because" role="status">${answer.right ? '✓' : '✗'} ${richText(t(answer.because))}</p>`
    : '';
  return `<fieldset><legend>${richText(t(question.text))}</legend>${choices.join('')}${because}</fieldset>`;
}

function renderSolution({ exercise, lab }: PageState, words: PageWords): string {
  const lines = exercise.solution?.(lab ?? { image: 'busybox' }) ?? [];
  if (lines.length === 0) return '';
  return `<section class="solution"><h2>${words.solution}</h2><pre>${lines.map(escapeHtml).join('\n')}</pre></section>`;
}

function renderErrata({ errata = [] }: Exercise, words: PageWords, t: Translate): string {
  if (errata.length === 0) return '';
  const rows = errata.map(
    ({ course, today, source }) =>
      `<tr><td>${richText(t(course))}</td><td>${richText(t(today))} <a href="${escapeHtml(source)}">${words.source}</a></td></tr>`,
  );
  return `<table><thead><tr><th>${words.inTheCourse}</th><th>${words.today}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
