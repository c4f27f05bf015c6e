import { msg } from '../../message';
import { heldWords } from '../../kernel/limits';
import { namespaceTypes, type NamespaceType } from '../../kernel/namespaceTypes';
import type { ContainerView, InspectFacts } from '../inspectFacts';
import { limitPath } from '../limitPath';
import { namespaceTexts } from '../namespaceTexts';
import { declaredWords, sharingWords } from '../namespaceWords';
import { hostProcessWords } from '../hostProcessWords';
import { toldLimits } from '../toldLimits';
import { usageWords, type UsageById } from '../usageWords';
import { visibleText } from '../../platform/visibleText';
import { h, type VNode } from './patch';
import type { Say } from './pageTexts';

/** Everything as tables: the same content as the picture, for reading line by line. */
export function tableView(facts: InspectFacts, usage: UsageById, say: Say): VNode {
  return h(
    'div',
    { class: 'tables' },
    namespaceTable(facts, say),
    limitTable(facts, usage, say),
    processTable(facts, say),
    permissionTable(facts, say),
  );
}

function namespaceTable(facts: InspectFacts, say: Say): VNode {
  return table(
    say(msg('Namespaces')),
    [say(msg('Type')), say(msg('Host')), ...facts.containers.map(({ name }) => visibleText(name, 60))],
    namespaceTypes.map((type) => [
      rowHead(type, say(namespaceTexts[type].about)),
      h('td', { class: 'number' }, String(facts.host.inodes[type] ?? say(msg('not known')))),
      ...facts.containers.map((container) => namespaceCell(type, container, facts, say)),
    ]),
  );
}

function namespaceCell(type: NamespaceType, container: ContainerView, facts: InspectFacts, say: Say): VNode {
  const fact = container.namespaces[type];
  return h(
    'td',
    { class: `sharing ${fact.observed.kind}` },
    h('span', { class: 'mark' }, say(sharingWords(fact, facts))),
    fact.inode !== undefined && h('span', { class: 'number' }, String(fact.inode)),
    h('span', { class: 'small' }, say(msg('declared: {0}', say(declaredWords(fact.declared, facts))))),
    fact.observed.kind === 'unknown' && h('span', { class: 'small' }, say(fact.observed.reason)),
    fact.mismatch !== undefined && h('strong', { class: 'small' }, say(fact.mismatch)),
  );
}

function limitTable(facts: InspectFacts, usage: UsageById, say: Say): VNode {
  return table(
    say(msg('Limits')),
    [
      msg('Container'),
      msg('Limit'),
      msg('Value'),
      msg('In use'),
      msg('The kernel holds'),
      msg('How often it held back'),
      msg('Kernel file'),
    ].map(say),
    facts.containers.flatMap((container) =>
      toldLimits(container).map((limit) => {
        const used = usageWords(limit, usage[container.id], say);
        return [
          rowHead(visibleText(container.name, 60)),
          h('td', {}, say(limit.title)),
          h('td', {}, say(limit.value)),
          h('td', {}, used === undefined ? '' : say(used)),
          h('td', { class: 'number' }, visibleText(heldWords(limit, say) ?? say(msg('Not read')), 100)),
          h('td', {}, limit.hits === undefined ? '' : say(limit.hits.text)),
          h('td', {}, h('code', {}, limitPath(limit, container, facts.engine))),
        ];
      }),
    ),
  );
}

function processTable(facts: InspectFacts, say: Say): VNode {
  return table(
    say(msg('Processes')),
    [msg('Container'), msg('Process number'), msg('User'), msg('Command')].map(say),
    [
      ...facts.host.processes.map(({ pid, role, of }) => [
        rowHead(say(msg('Host'))),
        h('td', { class: 'number' }, String(pid)),
        h('td', {}),
        h('td', {}, h('bdi', {}, say(hostProcessWords(role, of)))),
      ]),
      ...facts.containers.flatMap((container) =>
        container.processes.map(({ pid, user, command }) => [
          rowHead(visibleText(container.name, 60)),
          h('td', { class: 'number' }, String(pid)),
          h('td', {}, h('bdi', {}, visibleText(user, 40))),
          h('td', {}, h('code', {}, h('bdi', {}, visibleText(command, 300)))),
        ]),
      ),
    ],
  );
}

function permissionTable(facts: InspectFacts, say: Say): VNode {
  return table(
    say(msg('Permissions')),
    [msg('Container'), msg('Permission'), msg('Value'), msg('What it means')].map(say),
    facts.containers.flatMap(({ name, permissions }) =>
      permissions.map(({ title, value, meaning }) => [
        rowHead(visibleText(name, 60)),
        h('td', {}, say(title)),
        h('td', {}, visibleText(say(value), 400)),
        h('td', {}, say(meaning)),
      ]),
    ),
  );
}

function rowHead(name: string, more = ''): VNode {
  return h('th', { scope: 'row' }, h('bdi', {}, name), more !== '' && h('span', { class: 'small' }, more));
}

function table(caption: string, head: readonly string[], rows: readonly (readonly VNode[])[]): VNode {
  return h(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: 0 },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...head.map((title) => h('th', { scope: 'col' }, h('bdi', {}, title))))),
      h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells))),
    ),
  );
}
