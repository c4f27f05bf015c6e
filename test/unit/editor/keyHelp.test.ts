import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keyAt } from '../../../src/compose/keyAt';
import { keyHelp } from '../../../src/compose/keyHelp';
import { parseCompose } from '../../../src/compose/parseCompose';
import { formatMessage } from '../../../src/message';
import { root } from '../../../scripts/vscode/cacheFolder';

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly definitions: { readonly service: { readonly properties: Readonly<Record<string, unknown>> } };
}

describe('what keys mean', () => {
  const schema = JSON.parse(
    readFileSync(path.join(root, 'node_modules/dclint/schemas/compose.schema.json'), 'utf8'),
  ) as Schema;

  it('is told of every key that the specification knows, at the top and of a service', () => {
    const paths = [
      ...Object.keys(schema.properties).map((key) => [key]),
      ...Object.keys(schema.definitions.service.properties).map((key) => ['services', 'web', key]),
    ];
    const unexplained = paths.filter((one) => keyHelp(one) === undefined).map((one) => one.at(-1));
    assert.deepEqual(unexplained, ['models']);
  });

  const text = `name: shop
x-small: &small
  mem_limit: 64m
services:
  image:
    <<: *small
    image: a
    deploy:
      resources:
        limits:
          memory: 1g
    labels: { user: x }
    ulimits: { nproc: 3 }
    healthcheck:
      test: [CMD, "true"]
    volumes:
      - type: bind
        source: ./x
`;
  const model = parseCompose(text, 'compose.yaml');
  const cases: [string, string | undefined][] = [
    ['name', 'project'],
    ['mem_limit', 'memory.max'],
    ['services', 'what is to run'],
    // A service that is called like a key is none.
    ['image:\n    <<', undefined],
    ['image: a', 'root filesystem'],
    ['memory', 'memory.max'],
    // A label that is called like a key is none.
    ['user', undefined],
    ['nproc', 'max processes'],
    ['test', 'exit code 0'],
    ['source: ./x', undefined],
    ['bind', undefined],
  ];
  for (const [at, expected] of cases)
    it(`at ${JSON.stringify(at)} is ${expected ?? 'nothing'}`, () => {
      const found = keyAt(model.root, text.indexOf(at) + 1);
      const help = found && keyHelp(found.path);
      const words = [help?.what, help?.kernel].flatMap((one) => (one ? formatMessage(one) : [])).join(' ');
      if (expected === undefined) assert.equal(words, '');
      else assert.ok(words.toLowerCase().includes(expected), words);
    });
});
