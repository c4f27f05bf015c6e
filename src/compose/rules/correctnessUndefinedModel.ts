import { msg } from '../../message';
import type { Service } from '../composeModel';
import { isFragment } from '../facts/isWhole';
import { knownText } from '../facts/knownText';
import { renameFix } from '../facts/nameFixes';
import { servicesWith } from '../facts/servicesWith';
import { relatedUse, whereToMend } from '../facts/whereToMend';
import type { Rule } from '../rule';
import { entries, itemsOf, placeOf, valueAt, type ScalarNode } from '../yamlNodes';

export const correctnessUndefinedModel: Rule = {
  id: 'correctness-undefined-model',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service uses a model that the top-level `models` does not define.'),
    why: msg('Each model must be declared with the artefact that is run: `model: ai/smollm2`.'),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  app:
    image: example.org/app:1
    models: [llm]
models:
  llm:
    model: ai/smollm2
`,
    ],
    bad: [
      `services:
  app:
    image: example.org/app:1
    models: [lm]
models:
  llm:
    model: ai/smollm2
`,
      `services:
  app:
    image: example.org/app:1
    models:
      chat:
        endpoint_var: CHAT_URL
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    const defined = new Set(
      model.sources.flatMap((source) =>
        model.documentsOf(source).flatMap((document) => {
          const models = valueAt(document, 'models');
          return models?.type === 'map' ? [...entries(models).keys()] : [];
        }),
      ),
    );
    for (const service of servicesWith('models', model, keep, (one) => modelsOf(one).length > 0))
      for (const node of modelsOf(service)) {
        const name = knownText(service, node);
        if (name === undefined || name === '' || defined.has(name)) continue;
        const use = whereToMend(service, placeOf(node));
        report({
          place: use.place,
          message: msg(
            '`{0}` uses the model {1}, which is not declared under `models`: Compose refuses the file.',
            service.name,
            name,
          ),
          related: relatedUse(use),
          fixes: use.written ? [] : renameFix(name, use.place, defined),
        });
      }
  },
};

function modelsOf(service: Service): ScalarNode[] {
  const models = service.get('models');
  if (models?.type === 'map') return [...entries(models).values()].map(({ key }) => key);
  return itemsOf(models).flatMap((node) => (node.type === 'scalar' ? [node] : []));
}
