import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import { fixAll } from '../../../src/compose/fixAll';
import { LineIndex } from '../../../src/compose/lineIndex';
import { lintCompose } from '../../../src/compose/lintCompose';
import { syntaxFixes } from '../../../src/compose/syntaxFixes';
import { formatMessage } from '../../../src/message';

interface Slip {
  readonly name: string;
  /** `«…»` stands around what the problem must point at. */
  readonly marked: string;
  readonly says: RegExp;
  /** What the fix is called; without it, there must be none. */
  readonly title?: string;
  /** The line of the problem once it is mended. */
  readonly line?: string;
}

const misfit = /^The indentation does not fit: this line/;
const deeper = /^The indentation does not fit: `.+` is deeper than the line above/;
const tab = /^This line is indented with a tab/;
const noKey = (word: string): RegExp =>
  new RegExp(`^\`${word}\` is no key yet: a \`:\` is missing after it\\.$`);
const six = 'Indent this line by 6 spaces';
const four = 'Indent this line by 4 spaces';
const api = (...lines: string[]): string => ['services:', '  api:', ...lines, ''].join('\n');

const slips: readonly Slip[] = [
  {
    name: 'a key of a service one space short',
    marked: api('    image: nginx', '   «expose»:', '      - "90"'),
    says: misfit,
    title: four,
    line: '    expose:',
  },
  {
    name: 'a key of a service one space too deep',
    marked: api('    image: nginx', '     «expose»:', '      - "90"'),
    says: deeper,
    title: four,
    line: '    expose:',
  },
  {
    name: 'a key too deep behind an empty line and a comment',
    marked: api('    image: nginx', '', '    # who may come in', '      «user»: "5"'),
    says: misfit,
    title: four,
    line: '    user: "5"',
  },
  {
    name: 'a key too deep behind an empty line',
    marked: api('    image: nginx', '', '      «user»: "5"'),
    says: deeper,
    title: four,
    line: '    user: "5"',
  },
  {
    name: 'a variable one space short',
    marked: api('    image: nginx', '    environment:', '      ONE: a', '     «TWO»: b', '    init: true'),
    says: misfit,
    title: six,
    line: '      TWO: b',
  },
  {
    name: 'a variable too deep',
    marked: api('    image: nginx', '    environment:', '      ONE: a', '        «TWO»: b', '    init: true'),
    says: deeper,
    title: six,
    line: '      TWO: b',
  },
  {
    name: 'an item one space short',
    marked: api('    image: nginx', '    expose:', '      - "90"', '     «-» "91"'),
    says: misfit,
    title: six,
    line: '      - "91"',
  },
  {
    name: 'an item too deep',
    marked: api('    image: nginx', '    expose:', '      - "90"', '        «-» "91"'),
    says: misfit,
    title: six,
    line: '      - "91"',
  },
  {
    name: 'a key inside a long mount',
    marked: api(
      '    image: nginx',
      '    volumes:',
      '      - type: bind',
      '        source: ./a',
      '       «target»: /a',
    ),
    says: misfit,
    title: 'Indent this line by 8 spaces',
    line: '        target: /a',
  },
  {
    name: 'a key inside build',
    marked: api('    build:', '      context: .', '     «args»:', '       ONE: a'),
    says: misfit,
    title: six,
    line: '      args:',
  },
  {
    name: 'a service one space short',
    marked: api('    image: nginx', ' «db»:', '    image: mariadb'),
    says: misfit,
    title: 'Indent this line by 2 spaces',
    line: '  db:',
  },
  {
    name: 'a key that takes with it what stands under it',
    marked: api('    image: nginx', '   «environment»:', '    ONE: a'),
    says: misfit,
    title: 'Indent this line by 4 spaces, with what stands under it',
    line: '    environment:',
  },
  {
    name: 'a further top-level key with all that is under it',
    marked: 'name: shop\n «services»:\n   api:\n     image: nginx\nvolumes: {}\n',
    says: deeper,
    title: 'Move this line to the margin',
    line: 'services:',
  },
  {
    name: 'a top-level key behind a space',
    marked: api('    image: nginx', ' «volumes»:', '   data:'),
    says: misfit,
    title: 'Move this line to the margin',
    line: 'volumes:',
  },
  {
    name: 'lines ended as on Windows',
    marked: api('    image: nginx', '   «init»: true').replaceAll('\n', '\r\n'),
    says: misfit,
    title: four,
    line: '    init: true\r',
  },
  {
    name: 'a key that could stand in two places',
    marked: api('    build:', '      context: .', '     «labels»:', '        ONE: a'),
    says: misfit,
  },
  {
    name: 'a key that fits nowhere',
    marked: api('    image: nginx', '   «wings»: 2'),
    says: misfit,
  },
  {
    name: 'an item among keys',
    marked: api('    image: nginx', '    «-» "90"'),
    says: /^A list item stands among keys here/,
  },
  {
    name: 'a tab for the first key of a service',
    marked: api('«\t»image: nginx'),
    says: tab,
    title: 'Write spaces',
    line: '    image: nginx',
  },
  {
    name: 'two tabs',
    marked: api('«\t\t»image: nginx'),
    says: tab,
    title: 'Write spaces',
    line: '    image: nginx',
  },
  {
    name: 'a tab for a further key',
    marked: api('    image: nginx', '«\t»init: true'),
    says: tab,
    title: 'Write spaces',
    line: '    init: true',
  },
  {
    name: 'a tab behind spaces',
    marked: api('    image: nginx', '    «\t»init: true'),
    says: tab,
    title: 'Write spaces',
    line: '    init: true',
  },
  {
    name: 'a file of tabs alone',
    marked: 'services:\n«\t»api:\n\t\timage: nginx\n\t\texpose:\n\t\t\t- "90"\n',
    says: tab,
    title: 'Write spaces',
    line: '  api:',
  },
  {
    name: 'a tab behind a byte order mark',
    marked: '\uFEFF«\t»services:\n  api:\n    image: nginx\n',
    says: tab,
    title: 'Write spaces',
    line: '\uFEFFservices:',
  },
  {
    name: 'tabs in two places',
    marked: api('    image: nginx', '«\t»init: true', '    restart: always', '\texpose:', '      - "90"'),
    says: tab,
    title: 'Write spaces',
    line: '    init: true',
  },
  { name: 'a half-typed last key', marked: api('    image: nginx', '    «ima»'), says: noKey('ima') },
  {
    name: 'a half-typed first key',
    marked: api('    «ima»', '    init: true'),
    says: noKey('ima'),
  },
  {
    name: 'a half-typed key between two',
    marked: api('    image: nginx', '    «ima»', '    init: true'),
    says: noKey('ima'),
  },
  { name: 'a half-typed top-level key', marked: api('    image: nginx') + '«vol»\n', says: noKey('vol') },
  {
    name: 'a service without its colon',
    marked: 'services:\n  «api»\n    image: nginx\n',
    says: noKey('api'),
  },
  {
    name: 'a value without the colon before it',
    marked: api('    «image» nginx', '    init: true'),
    says: noKey('image'),
  },
  {
    name: 'a half-typed key of an item',
    marked: api('    image: nginx', '    volumes:', '      - «type»', '        source: ./a'),
    says: noKey('type'),
  },
  {
    name: 'a colon without its space',
    marked: api('    «image:»nginx', '    init: true'),
    says: /^A space is missing after `image:`\.$/,
  },
  {
    name: 'two colons in a line',
    marked: api('    image: nginx«:» latest'),
    says: /^A second `:` stands in this line/,
  },
  {
    name: 'an open quote',
    marked: api('    image: «"»nginx', '    expose:', '      - "90"'),
    says: /^`"` is opened here and never closed/,
  },
  {
    name: 'an open bracket',
    marked: api('    image: nginx', '    command: «[»a, b', '    init: true'),
    says: /^`\[` is opened here and never closed/,
  },
];

describe('one slip in a compose file', () => {
  for (const { name, marked, says, title, line } of slips)
    it(`${name}: ${title ?? 'shown where it is, and no fix'}`, () => {
      const text = marked.replace('«', '').replace('»', '');
      const start = marked.indexOf('«');
      const { model } = lintCompose(text, 'compose.yaml');
      const [first, ...more] = model.problems;
      assert.ok(first);
      assert.match(formatMessage(first.message), says);
      assert.deepEqual(
        [first.range.start, text.slice(first.range.start, first.range.end)],
        [start, marked.slice(start + 1, marked.indexOf('»'))],
      );
      assert.deepEqual(
        more.filter(({ fault }) => fault !== 'tab'),
        [],
      );
      const fixes = syntaxFixes(text, 'compose.yaml', model.problems);
      assert.deepEqual(
        fixes.map((fix) => formatMessage(fix.title)),
        title === undefined ? [] : [title],
      );
      for (const { edits, preferred } of fixes) {
        const mended = applyEdits(text, edits);
        const { unreadable, findings } = lintCompose(mended, 'compose.yaml');
        assert.equal(unreadable, false);
        assert.deepEqual(
          findings
            .filter(({ ruleId }) => ruleId.startsWith('schema-'))
            .map(({ message }) => formatMessage(message)),
          [],
        );
        const number = new LineIndex(text).positionAt(start).line;
        assert.equal(mended.split('\n')[number - 1], line);
        assert.equal(mended.replace(/[ \t]/g, ''), text.replace(/[ \t]/g, ''));
        assert.equal(preferred, false);
      }
      assert.equal(fixAll(text, 'compose.yaml', {}).text, text);
    });
});
