import { msg, type Message } from '../../message';
import { replaceScalar } from '../mapEdits';
import { isHealthcheckOff } from '../facts/isHealthcheckOff';
import type { Edit } from '../finding';
import { fix, type Rule } from '../rule';
import { placeOf, textOf, type ScalarNode, type YamlNode } from '../yamlNodes';

export const correctnessHealthcheckNeverPasses: Rule = {
  id: 'correctness-healthcheck-never-passes',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('The healthcheck is written so that it cannot do what it says: it never passes.'),
    why: msg(
      'After `CMD` come a program and its arguments, one item each, and no shell: `||` is an argument like any other. After `CMD-SHELL` comes one text, which a shell reads. A text instead of a list is a `CMD-SHELL`.',
    ),
    risk: msg('The container stays `unhealthy`, and what waits for its health never starts.'),
    kernelFact: msg(
      'The engine calls execve(2) with the list as it stands; `||`, `|` and `;` mean something to a shell only.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  list:
    image: postgres:17
    healthcheck: { test: [CMD, pg_isready, -U, postgres] }
  shell:
    image: nginx:1.27
    healthcheck: { test: ["CMD-SHELL", "curl -f http://localhost || exit 1"] }
  text:
    image: nginx:1.27
    healthcheck: { test: "curl -f http://localhost || exit 1" }
  own:
    image: nginx:1.27
    healthcheck: { test: [CMD, sh, -c, "curl -f http://localhost || exit 1"] }
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost", "||", "exit", "1"]
`,
      `services:
  web:
    image: nginx:1.27
    healthcheck:
      test: ["CMD", "curl -f http://localhost || exit 1"]
`,
      `services:
  web:
    image: nginx:1.27
    healthcheck:
      test: ["CMD-SHELL", "curl", "-f", "http://localhost"]
`,
      `services:
  web:
    image: nginx:1.27
    healthcheck:
      test: CMD curl -f http://localhost
`,
    ],
  },
  checkService(service, { report }) {
    const test = service.get('healthcheck', 'test');
    if (!test || isHealthcheckOff(service)) return;
    const fault = test.type === 'seq' ? listFault(test.items.map(({ value }) => value)) : textFault(test);
    if (!fault) return;
    report({
      place: placeOf(fault.at),
      message: fault.message,
      fixes: fault.edits ? fix(fault.title, fault.edits) : [],
    });
  },
};

interface Fault {
  readonly at: YamlNode;
  readonly message: Message;
  readonly title: Message;
  readonly edits: readonly Edit[] | undefined;
}

/** What a shell reads between commands. */
const operator = /^(?:\|\|?|&&?|;|[012]?>>?|<|2>&1|[12]?>{1,2}\S+)$/;

function listFault(items: readonly YamlNode[]): Fault | undefined {
  const [kind, first, ...others] = items;
  if (!kind || !first) return undefined;
  const one = textOf(first) ?? '';
  const asShell = msg('Let a shell read it: `CMD-SHELL`');
  if (textOf(kind) === 'CMD-SHELL')
    return others.length === 0
      ? undefined
      : {
          at: first,
          message: msg(
            'After `CMD-SHELL` the shell reads `{0}` alone: what follows it is no part of the command. Write it as one text, or begin with `CMD`.',
            one,
          ),
          title: msg('Write it as one text'),
          edits: joined(kind, first, others),
        };
  if (textOf(kind) !== 'CMD') return undefined;
  const shellWord = others.find((item) => operator.test(textOf(item) ?? ''));
  if (shellWord && !/(?:^|\/)(?:[a-z]*sh|busybox|powershell|pwsh|cmd|cmd\.exe|test|\[|expr|find)$/.test(one))
    return {
      at: shellWord,
      message: msg(
        'After `CMD` there is no shell: `{0}` gets `{1}` as an argument. For a shell write `["CMD-SHELL", "…"]` with the command as one text.',
        one,
        textOf(shellWord) ?? '',
      ),
      title: asShell,
      edits: joined(kind, first, others),
    };
  if (others.length === 0 && /\S\s+\S/.test(one) && !/^["']/.test(one))
    return {
      at: first,
      message: msg(
        'After `CMD` the first item is the name of a program: there is none that is called `{0}`. For a shell write `CMD-SHELL`, or give each word an item of its own.',
        one,
      ),
      title: asShell,
      edits: kind.type === 'scalar' ? replaceScalar(kind, 'CMD-SHELL') : undefined,
    };
  return undefined;
}

function textFault(test: YamlNode): Fault | undefined {
  if (test.type !== 'scalar') return undefined;
  const [, kind = '', rest = ''] = /^\s*(CMD(?:-SHELL)?)(?:\s+([^]*))?$/.exec(test.text) ?? [];
  if (kind === '') return undefined;
  return {
    at: test,
    message: msg(
      'A text is read by a shell as a whole, and there is no program `{0}`: write the command alone, or a list.',
      kind,
    ),
    title: msg('Leave out `{0}`', kind),
    edits: rest.trim() === '' || /[\n"'\\[]/.test(rest) ? undefined : replaceScalar(test, rest.trim()),
  };
}

/** The list as `CMD-SHELL` and one text; undefined where a word would mean something else to a shell, or lines are lost. */
function joined(kind: YamlNode, first: YamlNode, others: readonly YamlNode[]): readonly Edit[] | undefined {
  const scalars = [first, ...others].filter((node): node is ScalarNode => node.type === 'scalar');
  const last = scalars.at(-1);
  const { source } = first;
  const words = scalars.map(({ text }) => text);
  if (kind.type !== 'scalar' || !last || scalars.length <= others.length) return undefined;
  if (scalars.some((node) => node.source !== source) || last.end < first.start) return undefined;
  if (/[\n#]/.test(source.text.slice(kind.start, last.end))) return undefined;
  if (!words.every((word) => operator.test(word) || /^[\w@%+=:,./-]+$/.test(word))) return undefined;
  return [
    ...(kind.text === 'CMD-SHELL' ? [] : replaceScalar(kind, 'CMD-SHELL')),
    {
      file: source.file,
      range: { start: first.start, end: last.end },
      newText: JSON.stringify(words.join(' ')),
    },
  ];
}
