import { msg } from '../../message';
import type { InspectFacts } from '../inspectFacts';
import type { PlanOptions } from '../planOptions';
import { acceptedOptions, planProblems } from '../planProblems';
import { composeSnippet, runLine } from '../runLine';
import { visibleText } from '../../platform/visibleText';
import { h, type VNode } from './patch';
import type { Say } from './pageTexts';

export interface WhatIfActions {
  change(options: Partial<PlanOptions>): void;
  terminal(line: string): void;
  copy(text: string): void;
  insert(text: string): void;
}

/** The form of options, and the line and the service that they make. */
export function whatIfView(
  facts: InspectFacts,
  options: PlanOptions,
  actions: WhatIfActions,
  say: Say,
): VNode {
  const problems = planProblems(options, facts.engine.cpus);
  const accepted = acceptedOptions(options, problems);
  const line = runLine(accepted, facts);
  const snippet = composeSnippet(accepted, facts);
  const joinable = facts.containers
    .filter(({ running, planned }) => running && !planned)
    .map(({ id, name }) => [`container:${id}`, `container:${visibleText(name, 40)}`] as const);
  const host = ['host', 'host'] as const;
  const own = ['', say(msg('its own'))] as const;
  const choice = (key: keyof PlanOptions, flag: string, values: readonly (readonly [string, string])[]) =>
    select(flag, String(options[key]), values, (value) => {
      actions.change({ [key]: value });
    });
  const field = (key: keyof PlanOptions, flag: string, hint: string) => {
    const problem = problems[key];
    const said = problem === undefined ? undefined : say(msg('{0} It is left out.', say(problem)));
    return text(flag, String(options[key]), hint, said, (value) => {
      actions.change({ [key]: value });
    });
  };
  const tick = (key: keyof PlanOptions, flag: string) =>
    checkbox(flag, options[key] === true, (value) => {
      actions.change({ [key]: value });
    });
  return h(
    'section',
    { key: 'what-if', class: 'what-if', 'aria-label': say(msg('What if')) },
    h(
      'p',
      {},
      say(msg('Choose options and watch where the planned container would stand. Nothing is started.')),
    ),
    h(
      'div',
      { class: 'options' },
      h(
        'fieldset',
        {},
        h('legend', {}, say(msg('What it sees'))),
        choice('pid', '--pid', [own, host, ...joinable]),
        choice('network', '--network', [['bridge', 'bridge'], ['none', 'none'], host, ...joinable]),
        choice('ipc', '--ipc', [own, ['shareable', 'shareable'], host, ...joinable]),
        choice('uts', '--uts', [own, host]),
        choice('cgroupns', '--cgroupns', [['', say(msg('default'))], ['private', 'private'], host]),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, say(msg('What it may use'))),
        field('memory', '--memory', '64m'),
        field('cpus', '--cpus', '0.5'),
        field('pidsLimit', '--pids-limit', '20'),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, say(msg('What it may do'))),
        tick('dropAll', '--cap-drop ALL'),
        field('capAdd', '--cap-add', 'NET_BIND_SERVICE'),
        tick('readOnly', '--read-only'),
        tick('noNewPrivileges', '--security-opt no-new-privileges'),
        tick('privileged', '--privileged'),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, say(msg('What it runs'))),
        field('image', say(msg('Image')), 'busybox'),
      ),
    ),
    h(
      'div',
      { class: 'made' },
      h(
        'div',
        {},
        h('pre', { tabindex: 0, 'aria-label': 'docker run' }, h('code', {}, line)),
        h(
          'span',
          { class: 'actions' },
          button(say(msg('Put in a terminal')), () => {
            actions.terminal(line);
          }),
          button(say(msg('Copy the command')), () => {
            actions.copy(line);
          }),
        ),
      ),
      h(
        'div',
        {},
        h('pre', { tabindex: 0, 'aria-label': 'compose' }, h('code', {}, snippet)),
        h(
          'span',
          { class: 'actions' },
          button(say(msg('Insert in the editor')), () => {
            actions.insert(snippet);
          }),
          button(say(msg('Copy the service')), () => {
            actions.copy(snippet);
          }),
        ),
      ),
    ),
  );
}

function select(
  name: string,
  chosen: string,
  values: readonly (readonly [string, string])[],
  change: (value: string) => void,
): VNode {
  return h(
    'label',
    { key: name },
    h('code', {}, name),
    h(
      'select',
      {
        'aria-label': name,
        onchange: (event) => {
          if (event.target instanceof HTMLSelectElement) change(event.target.value);
        },
      },
      ...values.map(([value, title]) => h('option', { value, selected: value === chosen }, title)),
    ),
  );
}

function text(
  name: string,
  value: string,
  hint: string,
  problem: string | undefined,
  change: (value: string) => void,
): VNode {
  const problemId = `problem-of${name}`;
  return h(
    'div',
    { key: name },
    h(
      'label',
      {},
      h('code', {}, name),
      h('input', {
        type: 'text',
        'aria-label': name,
        value,
        placeholder: hint,
        spellcheck: 'false',
        maxlength: 200,
        'aria-invalid': problem === undefined ? 'false' : 'true',
        'aria-describedby': problem === undefined ? undefined : problemId,
        oninput: (event) => {
          if (event.target instanceof HTMLInputElement) change(event.target.value);
        },
      }),
    ),
    problem !== undefined &&
      h('p', { key: 'problem', id: problemId, class: 'field-problem', role: 'status' }, problem),
  );
}

function checkbox(name: string, checked: boolean, change: (value: boolean) => void): VNode {
  return h(
    'label',
    { key: name, class: 'tick' },
    h('input', {
      type: 'checkbox',
      checked,
      onchange: (event) => {
        if (event.target instanceof HTMLInputElement) change(event.target.checked);
      },
    }),
    h('code', {}, name),
  );
}

function button(title: string, press: () => void): VNode {
  return h('button', { onclick: press }, title);
}
