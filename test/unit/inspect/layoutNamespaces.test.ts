import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { InspectFacts } from '../../../src/inspect/inspectFacts';
import { layoutNamespaces, type LayoutOptions } from '../../../src/inspect/layoutNamespaces';
import type { Picture, Rect, Region } from '../../../src/inspect/picture';
import { projectKey } from '../../../src/inspect/pictureColumns';
import { namespaceTypes } from '../../../src/kernel/namespaceTypes';
import { idOf, someFacts, type SomeContainer } from './someFacts';

const wide: LayoutOptions = { width: 1200 };

describe('layoutNamespaces', () => {
  const stack = someFacts([
    { name: 'web', commands: ['nginx: master process', 'nginx: worker', 'nginx: worker'] },
    { name: 'app', joins: { net: 'web' } },
    { name: 'agent', joins: { pid: 'host', net: 'host' } },
    { name: 'db', commands: ['postgres', 'postgres: writer'], unknown: ['time'] },
  ]);

  it('puts the kernel at the bottom and the host at the left', () => {
    const picture = layoutNamespaces(stack, wide);
    for (const rect of [...picture.columns, ...picture.bands].map((part) => part.rect))
      assert.ok(rect.y + rect.height <= picture.kernel.y);
    const [host, ...others] = picture.columns;
    assert.equal(host?.kind, 'host');
    for (const { rect } of others) assert.ok(rect.x > host.rect.x + host.rect.width);
  });

  it('has one region for a namespace that two containers share, and they stand side by side in it', () => {
    const net = regionOf(layoutNamespaces(stack, wide), 'net', idOf(0));
    assert.equal(net.kind, 'shared');
    assert.deepEqual(new Set(net.containers), new Set([idOf(0), idOf(1)]));
    assert.equal(net.segments.length, 1);
  });

  it('lets a container with the host’s network stand in the region of the host', () => {
    const net = regionOf(layoutNamespaces(stack, wide), 'net', idOf(2));
    assert.equal(net.kind, 'host');
    assert.ok(net.slots.some((slot) => slot.startsWith('host/')));
  });

  it('does not guess where a namespace is not known', () => {
    assert.equal(regionOf(layoutNamespaces(stack, wide), 'time', idOf(3)).kind, 'unknown');
  });

  it('shows a process that made a namespace for itself apart from its container', () => {
    const picture = layoutNamespaces(
      someFacts([{ name: 'a', commands: ['init', 'unshare'], splits: 'net' }]),
      wide,
    );
    const net = picture.bands.find(({ type }) => type === 'net')?.regions ?? [];
    assert.deepEqual(
      net.filter(({ kind }) => kind === 'own').map(({ slots }) => slots),
      [[`${idOf(0)}/1000`], [`${idOf(0)}/1001`]],
    );
  });

  it('draws many containers as one column a project, and in full the project that is asked for', () => {
    const many = someFacts(Array.from({ length: 60 }, (_, i) => ({ name: `c${i}`, project: `p${i % 3}` })));
    const closed = layoutNamespaces(many, wide);
    assert.deepEqual(
      closed.columns.map(({ kind }) => kind),
      ['host', 'group', 'group', 'group'],
    );
    const open = layoutNamespaces(many, { ...wide, expanded: new Set([projectKey('p1')]) });
    assert.equal(open.columns.filter(({ kind }) => kind === 'container').length, 20);
    assert.equal(open.columns.filter(({ kind }) => kind === 'group').length, 2);
  });

  it('draws the many processes of a container as a few and the rest, and all when asked', () => {
    const busy = someFacts([{ name: 'busy', commands: Array.from({ length: 30 }, () => 'worker') }]);
    const slots = (picture: Picture) => picture.columns.find(({ id }) => id === idOf(0))?.slots ?? [];
    assert.deepEqual(
      slots(layoutNamespaces(busy, wide)).map(({ pids }) => pids.length),
      [1, 1, 1, 27],
    );
    assert.equal(slots(layoutNamespaces(busy, { ...wide, expanded: new Set([idOf(0)]) })).length, 30);
  });

  it('keeps a place for a container that does not run', () => {
    const picture = layoutNamespaces(someFacts([{ name: 'off', stopped: true }]), wide);
    assert.equal(picture.columns.length, 2);
    assert.equal(regionOf(picture, 'pid', idOf(0)).kind, 'unknown');
  });

  describe('whatever the containers', () => {
    const property = (check: (facts: InspectFacts, picture: Picture, options: LayoutOptions) => void) => {
      fc.assert(
        fc.property(anyFacts, anyOptions, (facts, options) => {
          check(facts, layoutNamespaces(facts, options), options);
        }),
      );
    };

    it('overlaps nothing', () => {
      property((_, picture) => {
        disjoint([
          ...picture.columns.map(({ rect }) => rect),
          ...picture.bands.map(({ rect }) => rect),
          picture.kernel,
        ]);
        for (const { regions } of picture.bands) disjoint(regions.flatMap(({ segments }) => segments));
        for (const column of picture.columns) {
          disjoint(column.bars.map(({ rect }) => rect));
          disjoint(
            column.slots.map((slot) => ({ x: slot.left, y: 0, width: slot.right - slot.left, height: 1 })),
          );
        }
        const ties = picture.bands.map(({ regions }) => regions.filter(({ tie }) => tie !== undefined));
        for (const tied of ties)
          for (const one of tied)
            for (const other of tied)
              if (one !== other && one.tie === other.tie)
                assert.ok(
                  reach(one.segments).right <= reach(other.segments).x ||
                    reach(other.segments).right <= reach(one.segments).x,
                );
      });
    });

    it('keeps everything in the picture', () => {
      property((_, picture) => {
        const all = [
          picture.kernel,
          picture.rootCgroup,
          ...picture.columns.map(({ rect }) => rect),
          ...picture.bands.flatMap(({ rect, regions }) => [
            rect,
            ...regions.flatMap(({ segments }) => segments),
          ]),
        ];
        for (const rect of all) {
          assert.ok(rect.x >= picture.gutter && rect.x + rect.width <= picture.width);
          assert.ok(rect.y >= 0 && rect.y + rect.height <= picture.height);
        }
        for (const { rect } of picture.columns) assert.ok(inside(rect, picture.rootCgroup));
      });
    });

    it('lets every process stand in exactly the regions of its namespaces', () => {
      property((facts, picture) => {
        for (const container of facts.containers)
          for (const process of container.processes) {
            const column = picture.columns.find(({ containers }) => containers.includes(container.id));
            const slot = column?.slots.find(({ pids }) => pids.includes(process.pid));
            assert.ok(column && slot, 'every process has a place');
            for (const band of picture.bands) {
              const under: readonly Region[] = band.regions.filter(({ segments }) =>
                segments.some(({ x, width }) => x <= slot.x && slot.x <= x + width),
              );
              assert.equal(under.length, 1, 'one region of each type');
              const [region]: readonly Region[] = under;
              assert.ok(region !== undefined && region.slots.includes(slot.id));
              const inode = process.namespaces[band.type];
              if (region.kind === 'mixed') continue;
              assert.equal(region.inode, inode);
              if (inode !== undefined && column.kind === 'container')
                for (const other of facts.containers)
                  if (other.processes.some(({ namespaces }) => namespaces[band.type] === inode))
                    assert.ok(region.kind === 'host' || region.kind === 'shared' || other === container);
            }
          }
      });
    });

    it('ties together a namespace of which the segments lie apart, and only that', () => {
      property((_, picture) => {
        for (const { regions } of picture.bands)
          for (const region of regions) assert.equal(region.tie !== undefined, region.segments.length > 1);
      });
    });

    it('gives the same shapes for the same facts', () => {
      property((facts, picture, options) => {
        assert.deepEqual(layoutNamespaces(facts, options), picture);
        assert.deepEqual(layoutNamespaces(facts, { ...options, before: picture.order }), picture);
      });
    });

    it('keeps the order of what stays when containers come and go', () => {
      fc.assert(
        fc.property(anyContainers, fc.array(fc.boolean()), (containers, kept) => {
          const all = someFacts(containers);
          const before = layoutNamespaces(all, wide).order;
          const fewer = { ...all, containers: all.containers.filter((_, index) => kept[index] ?? true) };
          const after = layoutNamespaces(fewer, { ...wide, before }).order;
          assert.deepEqual(
            after,
            before.filter((id) => after.includes(id)),
          );
          // … and the way back: the newcomers find a place between those that stay.
          const again = layoutNamespaces(all, { ...wide, before: after }).order;
          assert.deepEqual(
            again.filter((id) => after.includes(id)),
            after.filter((id) => again.includes(id)),
          );
        }),
      );
    });
  });
});

const anyContainers = fc
  .array(
    fc.record({
      project: fc.option(fc.constantFrom('shop', 'blog', 'lab'), { nil: undefined }),
      processes: fc.integer({ min: 0, max: 9 }),
      joins: fc.dictionary(fc.constantFrom(...namespaceTypes), fc.oneof(fc.constant('host'), fc.nat(20))),
      unknown: fc.subarray([...namespaceTypes], { maxLength: 3 }),
      splits: fc.option(fc.constantFrom(...namespaceTypes), { nil: undefined }),
    }),
    { maxLength: 25 },
  )
  .map((drafts): readonly SomeContainer[] =>
    drafts.map(({ project, processes, joins, unknown, splits }, index) => ({
      name: `c${index}`,
      ...(project !== undefined && { project }),
      ...(splits !== undefined && { splits }),
      commands: Array.from({ length: processes }, (_, at) => `program${at}`),
      // Only containers before it can be joined, as on an engine.
      joins: Object.fromEntries(
        Object.entries(joins).map(([type, other]) => [
          type,
          typeof other === 'string' || index === 0 ? 'host' : `c${other % index}`,
        ]),
      ),
      unknown,
    })),
  );
const anyFacts = anyContainers.map(someFacts);
const anyOptions = fc.record({
  width: fc.integer({ min: 200, max: 3000 }),
  expanded: fc
    .subarray([projectKey('shop'), projectKey(''), idOf(0), idOf(1)])
    .map((keys): ReadonlySet<string> => new Set(keys)),
});

function regionOf(picture: Picture, type: string, container: string) {
  const band = picture.bands.find((each) => each.type === type);
  const region = band?.regions.find(({ containers }) => containers.includes(container));
  assert.ok(region);
  return region;
}

function disjoint(rects: readonly Rect[]): void {
  for (const [index, a] of rects.entries())
    for (const b of rects.slice(index + 1))
      assert.ok(
        a.x + a.width <= b.x + 0.001 ||
          b.x + b.width <= a.x + 0.001 ||
          a.y + a.height <= b.y + 0.001 ||
          b.y + b.height <= a.y + 0.001,
        `${JSON.stringify(a)} and ${JSON.stringify(b)} overlap`,
      );
}

function inside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y >= outer.y &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function reach(segments: readonly Rect[]): { readonly x: number; readonly right: number } {
  return {
    x: Math.min(...segments.map(({ x }) => x)),
    right: Math.max(...segments.map(({ x, width }) => x + width)),
  };
}
