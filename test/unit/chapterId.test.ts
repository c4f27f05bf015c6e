import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chapterIds, type ChapterId } from '../../src/chapterId';
import { keyHelp } from '../../src/compose/keyHelp';
import { rules } from '../../src/compose/rules/registry';
import { chapters } from '../../src/course/chapters';
import { sectionNodes } from '../../src/views/model/containerNodes';
import type { Section } from '../../src/views/model/treeNode';
import { say, summary } from './views/samples';

/** What is taught where: whoever reads of it in a hover, in a rule or in the tree is led to the same chapter. */
const subjects: readonly {
  readonly name: string;
  readonly chapter: ChapterId;
  readonly keys: readonly string[];
  readonly rules: RegExp;
  readonly section?: Section;
}[] = [
  {
    name: 'namespaces',
    chapter: 'origins',
    keys: ['pid', 'ipc', 'uts', 'userns_mode', 'cgroup', 'network_mode', 'hostname', 'networks'],
    rules:
      /^security-host-|^correctness-(undefined-network|unused-network|network-mode-conflict|obsolete-links)$/,
    section: 'namespaces',
  },
  {
    name: 'limits',
    chapter: 'forkBomb',
    keys: [
      'mem_limit',
      'memswap_limit',
      'mem_reservation',
      'cpus',
      'cpu_shares',
      'cpuset',
      'pids_limit',
      'ulimits',
    ],
    rules: /^limits-/,
    section: 'limits',
  },
  {
    name: 'permissions',
    chapter: 'definition',
    keys: ['privileged', 'cap_add', 'cap_drop', 'security_opt', 'read_only', 'user', 'devices'],
    rules:
      /^security-(privileged|capabilities-kept|dangerous-capability|no-new-privileges|root-user|writable-root|seccomp-unconfined|apparmor-unconfined)$/,
    section: 'permissions',
  },
  {
    name: 'ports',
    chapter: 'pad',
    keys: ['ports', 'expose'],
    rules: /^security-(published-|privileged-port)|^correctness-(duplicate-host-port|base60-port)$/,
  },
  {
    name: 'images and volumes',
    chapter: 'whyDocker',
    keys: ['image', 'build', 'volumes'],
    rules: /^supply-|^correctness-(no-image|undefined-volume|unused-volume)$/,
    section: 'network',
  },
  {
    name: 'the stack as a file',
    chapter: 'infrastructureAsCode',
    keys: ['healthcheck', 'depends_on', 'env_file', 'restart', 'profiles', 'deploy'],
    rules: /^correctness-(healthcheck-|dependency-|undefined-service|missing-env-file|restart-missing)/,
  },
];

describe('the chapters', () => {
  it('are those of the course, and the steps of the walkthrough the first of them', () => {
    assert.deepEqual(
      chapters.map(({ id }) => id),
      [...chapterIds],
    );
    const { contributes } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
      contributes: { walkthroughs: readonly { steps: readonly { id: string }[] }[] };
    };
    const steps = contributes.walkthroughs[0]?.steps.map(({ id }) => id) ?? [];
    assert.deepEqual(steps, chapterIds.slice(0, steps.length));
    assert.ok(steps.length >= 12);
  });

  for (const { name, chapter, keys, rules: about, section } of subjects)
    it(`of ${name} are the same in hovers, rules and the tree`, () => {
      const told = new Map<string, string | undefined>();
      for (const key of keys) told.set(`hover of ${key}`, keyHelp(['services', 'web', key])?.chapter);
      const ofRules = rules.filter(({ id }) => about.test(id));
      assert.ok(ofRules.length > 0);
      for (const { id, explanation } of ofRules) told.set(`rule ${id}`, explanation.chapter);
      if (section !== undefined) {
        const rows = sectionNodes('default', summary(), say);
        const row = rows.find(({ target }) => target.kind === 'section' && target.section === section);
        told.set(`section ${section}`, row?.tooltip.chapter);
      }
      assert.deepEqual(
        [...told].filter(([, taught]) => taught !== chapter),
        [],
      );
    });
});
