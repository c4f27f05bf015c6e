import assert from 'node:assert/strict';
import { isMap, parse, parseDocument } from 'yaml';
import { placeService } from '../../../src/inspect/placeService';

const snippet = 'services:\n  planned:\n    image: busybox\n    cap_drop: [ALL]\n';
const service = { image: 'busybox', cap_drop: ['ALL'] };
const insert = (file: string, cursor: number) => {
  const place = placeService(file, cursor, snippet);
  assert.ok(place);
  return file.slice(0, place.offset) + place.text + file.slice(place.offset);
};
const names = (file: string) => {
  const services = parseDocument(file).get('services');
  assert.ok(isMap(services));
  return services.items.map(({ key }) => String(key));
};

describe('the place of an inserted service', () => {
  const file = [
    'services:',
    '  web:',
    '    image: nginx',
    '    environment:',
    '      A: b',
    '',
    '  # the data',
    '  db:',
    '    image: postgres',
    '',
    'volumes:',
    '  data:',
    '',
  ].join('\n');

  for (const [cursor, order] of [
    [0, ['planned', 'web', 'db']],
    [1, ['web', 'planned', 'db']],
    [4, ['web', 'planned', 'db']],
    [5, ['web', 'planned', 'db']],
    [8, ['web', 'db', 'planned']],
    [11, ['web', 'db', 'planned']],
  ] as const)
    it(`is a whole service of its own with the cursor in line ${cursor + 1}`, () => {
      const after = insert(file, cursor);
      assert.deepEqual(names(after), order);
      assert.deepEqual(parse(after), {
        services: {
          web: { image: 'nginx', environment: { A: 'b' } },
          planned: service,
          db: { image: 'postgres' },
        },
        volumes: { data: null },
      });
    });

  it('leaves comments with their service and keeps the lines apart', () => {
    assert.match(insert(file, 2), /cap_drop: \[ALL\]\n\n {2}# the data\n {2}db:/);
  });

  it('follows the indentation of the file, and takes a name that is free', () => {
    const wide = 'services:\n    planned:\n        image: nginx\n';
    assert.equal(insert(wide, 2), `${wide}    planned-2:\n        image: busybox\n        cap_drop: [ALL]\n`);
  });

  it('copes with files without services, without an end of line, and empty ones', () => {
    assert.deepEqual(parse(insert('services:', 0)), { services: { planned: service } });
    assert.deepEqual(parse(insert('', 0)), { services: { planned: service } });
    assert.deepEqual(parse(insert('name: shop', 0)), { name: 'shop', services: { planned: service } });
    assert.deepEqual(parse(insert('services:\n  a:\n    image: b', 2)), {
      services: { a: { image: 'b' }, planned: service },
    });
  });

  it('keeps out of services in braces', () => {
    assert.equal(placeService('services: { a: { image: b } }\n', 0, snippet), undefined);
  });
});
