import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { corpus } from '../../../support/corpus';

/** Files with services as people write them: aliases, merges, comments, block texts, other line ends. */
export const filesWithServices: readonly string[] = [
  `x-base: &base
  restart: always
  environment: &env { A: "1", B: two }
services:
  # the first
  web:
    <<: *base
    image: nginx
    command: |
      one
        two

  # between
  db:
    image: postgres:16
    environment:
      <<: *env
      POSTGRES_PASSWORD: \${DB_PASSWORD:-postgres}
    volumes:
    - data:/var/lib/postgresql/data
    ports: ["5432:5432"]
  cache: { image: redis, command: "redis-server --requirepass hunter2" }
  empty:
  worker:
    extends: web
    depends_on: [db, cache]
    environment:
      URL: postgres://app:secret@db/app
    command: >+
      folded
      text

volumes:
  data:
  extra: &later {}
x-end: *later
`,
  'services:\r\n  a:\r\n    image: "a:1"\r\n    ports:\r\n      - 80:80\r\n\r\n  b:\r\n    image: b\r\n    privileged: true\r\n',
  'name: x\nservices:\n    one: &one\n        image: a\n    two:\n        image: b # c\n        tty: yes\n    three: *one\n    four:\n        <<: *one\n        user: root',
];

/** The public files that have services, if they are there. */
export function publicFiles(): string[] {
  try {
    return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file))
      .sort()
      .map((file) => readFileSync(path.join(corpus, file), 'utf8'));
  } catch {
    return [];
  }
}

/** Changes as a person makes them at a keyboard: a few letters, a line, a block cut, copied or moved. */
export const anEdit = fc.record({
  at: fc.nat(10_000),
  remove: fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(80) }),
  lines: fc.boolean(),
  insert: fc.constantFrom(
    '',
    '',
    'x',
    ' ',
    '\n',
    '\n    ',
    '\n  new:\n    image: n\n',
    '    privileged: true\n',
    '    container_name: c\n',
    '    image: &b "x:$V"\n',
    '  1:\n    a: 1\n    a: 1\n',
    '    <<: *base\n',
    '    environment: &env { C: d }\n',
    '    # unboxed-disable-next-line\n',
    '      - "8080:80"\n',
    '  # comment\n',
    ': ',
    '- ',
    '"',
    "'",
    '#',
    ' # c',
    '&a ',
    '*one',
    '{',
    ']',
    '|\n',
    '\r\n',
    '\t',
    '---\n',
    '${V}',
    'extends: web',
    'password: hunter2',
  ),
});

export interface AnEdit {
  /** In ten thousandths of the text. */
  readonly at: number;
  readonly remove: number;
  readonly lines: boolean;
  readonly insert: string;
}

/** Applies an edit; one of whole lines begins and ends at a line. */
export function edited(text: string, { at, remove, lines, insert }: AnEdit): string {
  let start = Math.floor((at * text.length) / 10_000);
  let end = Math.min(text.length, start + remove);
  if (lines) {
    start = text.lastIndexOf('\n', start - 1) + 1;
    const newline = text.indexOf('\n', end);
    end = remove === 0 ? start : newline < 0 ? text.length : newline + 1;
  }
  return text.slice(0, start) + insert + text.slice(end);
}
