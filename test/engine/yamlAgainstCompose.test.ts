import assert from 'node:assert/strict';
import { parseYaml } from '../../src/compose/yaml/parseYaml';
import { composeConfig, composeVersions, inParallel } from '../support/composeConfig';
import { needs } from '../support/parts';
import { yamlConstructs } from '../support/yamlConstructs';
import { mutatedYaml, seededRandom } from '../unit/compose/yaml/mutatedYaml';

/** What Compose says when it is the YAML that it does not read; other reasons come later, from what it has read. */
const yamlRefusal = /yaml: (?!unmarshal|map merge).*|invalid map key/;

/** Texts as people write them, in which something is changed. */
const usual = [
  'services:\n  web:\n    image: "shop:1"\n    ports:\n      - 80:80\n    command: ["a", b]\n    environment:\n      A: b\n',
  'x-a: &a\n  tty: true\nservices:\n  web:\n    <<: *a\n    image: shop\n    labels: {a: b, c: [d]}\n    command: |\n      one\n        two\n  db: {image: db}\n',
  'services:\n  web:\n    image: shop # one\n    command: >-\n      one\n\n      two\n    user: \'me\'\n    labels:\n    - "a=b\n      c"\n',
];

for (const version of composeVersions)
  describe(`the YAML reader against Compose ${version}`, function () {
    this.timeout(300_000);
    before(async function () {
      await needs(this, 'compose', ...(version === '2.40' ? (['newest compose'] as const) : []));
    });

    const differences = async (texts: readonly string[]): Promise<string[]> => {
      const differ: string[] = [];
      await inParallel(texts, async (input) => {
        const args = [
          '--project-name',
          'unboxed-yaml',
          '--file',
          '-',
          'config',
          '--quiet',
          '--no-interpolate',
        ];
        const { refusal } = await composeConfig({ version, args, input });
        const [ours] = parseYaml({ file: 'f', text: input }).problems;
        // Compose looks at one document after another, and reads none behind one that it refuses.
        const wrong = ours ? refusal === undefined : refusal !== undefined && yamlRefusal.test(refusal);
        if (wrong)
          differ.push(
            `${JSON.stringify(input)}: ${refusal ?? 'taken'}, we: ${ours?.message.text ?? 'taken'}`,
          );
      });
      return differ;
    };

    it('takes and refuses the same texts', async () => {
      assert.deepEqual(await differences(yamlConstructs.map(([text]) => text)), []);
    });

    it('takes and refuses the same texts in which something is changed', async () => {
      const seed = Number(process.env['UNBOXED_FUZZ_SEED'] ?? Date.now() % 1_000_000);
      const runs = Number(process.env['UNBOXED_FUZZ_RUNS'] ?? 200);
      const random = seededRandom(seed);
      const texts = Array.from({ length: runs }, () => mutatedYaml(usual, random));
      assert.deepEqual(await differences(texts), [], `seed ${seed}`);
    });
  });
