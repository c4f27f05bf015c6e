import assert from 'node:assert/strict';
import { typedItem } from '../../../src/platform/typedItem';

describe('the item that typed letters lead to', () => {
  const items = [
    { label: 'shop-web-1', description: 'nginx' },
    { label: 'web', description: 'httpd' },
    { label: 'shop-db-1', description: 'postgres', detail: 'webshop' },
  ];
  for (const [typed, label] of [
    ['web', 'web'],
    ['SHOP-W', 'shop-web-1'],
    ['postgres', 'shop-db-1'],
    ['shop', 'shop-db-1'],
    ['', undefined],
    ['redis', undefined],
  ] as const)
    it(`is ${label ?? 'none'} for “${typed}”`, () => {
      assert.equal(typedItem(items, typed)?.label, label);
    });
});
