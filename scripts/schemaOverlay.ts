import type { JsonSchema } from './compileSchema';

/** A place of the schema that the packaged one lacks or has too strictly. */
interface Addition {
  /** Property names that lead to it in the JSON schema. */
  readonly at: readonly string[];
  readonly schema: JsonSchema;
  /** The version of Compose that brought it. */
  readonly since: string;
}

const build = ['definitions', 'service', 'properties', 'build', 'oneOf', '1', 'properties'] as const;
const models = ['definitions', 'service', 'properties', 'models', 'oneOf', '1', 'patternProperties'] as const;

/**
 * What Compose takes beyond the packaged schema, after its release notes and its own schema. The tests ask Compose 2.40
 * for all that it is old enough for.
 */
export const schemaOverlay: readonly Addition[] = [
  {
    at: ['definitions', 'development', 'properties', 'watch', 'items', 'properties', 'initial_sync'],
    schema: { type: 'boolean' },
    since: '2.40',
  },
  { at: [...build, 'provenance'], schema: { type: ['string', 'boolean'] }, since: '2.39' },
  { at: [...build, 'sbom'], schema: { type: ['string', 'boolean'] }, since: '2.39' },
  {
    at: [...build, 'no_cache_filter'],
    schema: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    since: '5.0',
  },
  {
    at: [...models, '^[a-zA-Z0-9._-]+$'],
    schema: {
      type: ['object', 'null'],
      properties: { endpoint_var: { type: 'string' }, model_var: { type: 'string' } },
      patternProperties: { '^x-': {} },
      additionalProperties: false,
    },
    since: '2.40',
  },
  {
    at: ['definitions', 'service', 'properties', 'pre_start'],
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          command: { $ref: '#/definitions/command' },
          image: { type: 'string' },
          environment: { $ref: '#/definitions/list_or_dict' },
          per_replica: { type: ['boolean', 'string'] },
          privileged: { type: ['boolean', 'string'] },
          user: { type: 'string' },
          working_dir: { type: 'string' },
        },
        patternProperties: { '^x-': {} },
        additionalProperties: false,
      },
    },
    since: '5.3',
  },
];
