import type { JsonSchema } from './jsonSchema';

/**
 * What SARIF 2.1.0 (OASIS standard of 27 March 2020, sections 3.13 to 3.58) demands of the properties that are
 * written here; a property that is not listed is refused, though the standard knows many more.
 */
const text: JsonSchema = { type: 'string', pattern: /./ };
const level: JsonSchema = { type: 'string', enum: ['none', 'note', 'warning', 'error'] };
const position: JsonSchema = { type: 'integer', minimum: 1 };
const message: JsonSchema = { type: 'object', properties: { text }, required: ['text'] };

const artifactLocation: JsonSchema = {
  type: 'object',
  // A URI reference (RFC 3986): none of what must be encoded, and no colon before the first slash but a scheme's.
  properties: {
    uri: {
      type: 'string',
      pattern: /^(?:file:\/\/\/|(?![^/]*:))(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+$/,
    },
  },
};

const region: JsonSchema = {
  type: 'object',
  properties: {
    startLine: position,
    startColumn: position,
    endLine: position,
    endColumn: position,
    charOffset: { type: 'integer', minimum: 0 },
    charLength: { type: 'integer', minimum: 0 },
  },
};

const location: JsonSchema = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      properties: { artifactLocation, region },
      required: ['artifactLocation'],
    },
    message,
  },
};

const fix: JsonSchema = {
  type: 'object',
  properties: {
    description: message,
    artifactChanges: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        type: 'object',
        properties: {
          artifactLocation,
          replacements: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              properties: {
                deletedRegion: region,
                insertedContent: { type: 'object', properties: { text: { type: 'string' } } },
              },
              required: ['deletedRegion'],
            },
          },
        },
        required: ['artifactLocation', 'replacements'],
      },
    },
  },
  required: ['artifactChanges'],
};

const rule: JsonSchema = {
  type: 'object',
  properties: {
    id: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    defaultConfiguration: { type: 'object', properties: { enabled: { type: 'boolean' }, level } },
    properties: { type: 'object', properties: { tags: { type: 'array', uniqueItems: true, items: text } } },
  },
  required: ['id'],
};

const result: JsonSchema = {
  type: 'object',
  properties: {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: -1 },
    level,
    message,
    locations: { type: 'array', items: location },
    relatedLocations: { type: 'array', uniqueItems: true, items: location },
    fixes: { type: 'array', uniqueItems: true, items: fix },
  },
  required: ['message'],
};

const notification: JsonSchema = {
  type: 'object',
  properties: { level, message, locations: { type: 'array', uniqueItems: true, items: location } },
  required: ['message'],
};

const driver: JsonSchema = {
  type: 'object',
  properties: { name: text, version: text, rules: { type: 'array', uniqueItems: true, items: rule } },
  required: ['name'],
};

const invocation: JsonSchema = {
  type: 'object',
  properties: {
    executionSuccessful: { type: 'boolean' },
    toolExecutionNotifications: { type: 'array', items: notification },
  },
  required: ['executionSuccessful'],
};

export const sarifSchema: JsonSchema = {
  type: 'object',
  properties: {
    $schema: { type: 'string', pattern: /^https:\/\/[^ ]+$/ },
    version: { type: 'string', enum: ['2.1.0'] },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          tool: { type: 'object', properties: { driver }, required: ['driver'] },
          columnKind: { type: 'string', enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          invocations: { type: 'array', items: invocation },
          results: { type: 'array', items: result },
        },
        required: ['tool'],
      },
    },
  },
  required: ['version', 'runs'],
};
