import { msg, type Message } from '../message';
import { formatBytes } from '../kernel/formatBytes';
import { heldWords } from '../kernel/limits';
import { namespaceTypes } from '../kernel/namespaceTypes';
import { hostProcessWords } from './hostProcessWords';
import type { ContainerView, InspectFacts } from './inspectFacts';
import { limitPath } from './limitPath';
import { namespaceTexts } from './namespaceTexts';
import { declaredWords, sharingWords } from './namespaceWords';
import { toldLimits } from './toldLimits';
import { usageWords, type UsageById } from './usageWords';
import { visibleText } from '../platform/visibleText';

/** The whole content of the picture as a Markdown document in the reader's language. */
export function factsMarkdown(
  facts: InspectFacts,
  usage: UsageById,
  say: (message: Message) => string,
): string {
  const { engine, containers } = facts;
  const cell = (message: Message) => escapeMarkdown(say(message));
  const sections = [
    `# ${cell(msg('Namespaces of {0}', containers.map(({ name }) => visibleText(name, 60)).join(', ')))}`,
    cell(
      msg(
        'Engine {0}: {1}, kernel {2}, cgroup version {3}, {4} CPUs, {5} of memory. One kernel runs all of these processes.',
        visibleText(engine.name),
        visibleText(engine.operatingSystem),
        visibleText(engine.kernel),
        engine.cgroupVersion,
        engine.cpus,
        say(formatBytes(engine.memory)),
      ),
    ),
    `## ${cell(msg('Namespaces'))}`,
    namespaceTable(facts, cell),
    ...mismatches(facts, cell),
    `## ${cell(msg('The host’s own processes'))}`,
    table(
      [msg('Process number'), msg('Process')].map(cell),
      facts.host.processes.map(({ pid, role, of }) => [String(pid), cell(hostProcessWords(role, of))]),
    ),
    ...containers.flatMap((container) => containerSection(container, facts, usage, say)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function namespaceTable(facts: InspectFacts, cell: (message: Message) => string): string {
  const { containers, host } = facts;
  const names = containers.map(({ name }) => escapeMarkdown(visibleText(name, 60)));
  const rows = namespaceTypes.map((type) => [
    `\`${type}\` ${cell(namespaceTexts[type].about)}`,
    String(host.inodes[type] ?? cell(msg('not known'))),
    ...containers.map(({ namespaces }) => {
      const fact = namespaces[type];
      const declared = cell(msg('declared: {0}', '\u0000')).replace(
        '\u0000',
        cell(declaredWords(fact.declared, facts)),
      );
      return `${fact.inode === undefined ? '' : `${fact.inode}, `}${cell(sharingWords(fact, facts))} (${declared})`;
    }),
  ]);
  return table([cell(msg('Type')), cell(msg('Host')), ...names], rows);
}

function mismatches(facts: InspectFacts, cell: (message: Message) => string): readonly string[] {
  const lines = facts.containers.flatMap(({ name, namespaces }) =>
    namespaceTypes.flatMap((type) => {
      const { mismatch } = namespaces[type];
      return mismatch === undefined
        ? []
        : [`- ${escapeMarkdown(visibleText(name, 60))}, \`${type}\`: ${cell(mismatch)}`];
    }),
  );
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function containerSection(
  container: ContainerView,
  facts: InspectFacts,
  usage: UsageById,
  say: (message: Message) => string,
): readonly string[] {
  const cell = (message: Message) => escapeMarkdown(say(message));
  const { permissions } = container;
  const limits = toldLimits(container);
  return [
    `## ${escapeMarkdown(visibleText(container.name, 60))}`,
    `${cell(msg('Image'))}: ${escapeMarkdown(visibleText(container.image))}`,
    `### ${cell(msg('Limits'))}`,
    table(
      [
        msg('Limit'),
        msg('Value'),
        msg('In use'),
        msg('The kernel holds'),
        msg('How often it held back'),
        msg('Kernel file'),
      ].map(cell),
      limits.map((limit) => {
        const used = usageWords(limit, usage[container.id], say);
        return [
          cell(limit.title),
          cell(limit.value),
          used === undefined ? '' : cell(used),
          escapeMarkdown(visibleText(heldWords(limit, say) ?? say(msg('Not read')), 100)),
          limit.hits === undefined ? '' : cell(limit.hits.text),
          `\`${limitPath(limit, container, facts.engine)}\``,
        ];
      }),
    ),
    `### ${cell(msg('Processes'))}`,
    container.processes.length === 0
      ? cell(container.running ? msg('The list of processes is not known.') : msg('It does not run.'))
      : table(
          [msg('Process number'), msg('User'), msg('Command')].map(cell),
          container.processes.map(({ pid, user, command }) => [
            String(pid),
            escapeMarkdown(visibleText(user, 40)),
            escapeMarkdown(visibleText(command)),
          ]),
        ),
    `### ${cell(msg('Permissions'))}`,
    permissions
      .map(({ title, value, meaning }) => `- ${cell(title)}: ${cell(value)}. ${cell(meaning)}`)
      .join('\n'),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Markdown that shows the text as it is: every ASCII sign that could mean something is escaped. */
function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (sign) => (/[.,:;()'"/%=+-]/.test(sign) ? sign : `\\${sign}`));
}
