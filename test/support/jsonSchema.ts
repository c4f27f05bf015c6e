import { isDeepStrictEqual } from 'node:util';

/** As much of JSON Schema as a test needs that knows each property by name: no other property may stand there. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly pattern?: RegExp;
}

/** What does not fit, each with its path. */
export function schemaErrors(value: unknown, schema: JsonSchema, path = '$'): string[] {
  const errors: string[] = [];
  const say = (what: string): void => void errors.push(`${path} ${what}: ${JSON.stringify(value)}`);
  if (schema.type !== undefined && typeOf(value) !== schema.type) say(`is no ${schema.type}`);
  if (schema.enum && !schema.enum.includes(value)) say(`is none of ${schema.enum.join(', ')}`);
  if (typeof value === 'string' && schema.pattern?.test(value) === false)
    say(`is not ${schema.pattern.source}`);
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum)
    say(`is below ${schema.minimum}`);
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    if (items.length < (schema.minItems ?? 0)) say(`has fewer than ${schema.minItems ?? 0} items`);
    if (
      schema.uniqueItems &&
      items.some((one, at) => items.slice(0, at).some((two) => isDeepStrictEqual(one, two)))
    )
      say('holds an item twice');
    if (schema.items)
      for (const [at, item] of items.entries())
        errors.push(...schemaErrors(item, schema.items, `${path}[${at}]`));
  } else if (typeof value === 'object' && value !== null) {
    for (const key of schema.required ?? []) if (!Object.hasOwn(value, key)) say(`lacks ${key}`);
    for (const [key, inner] of Object.entries(value)) {
      const known = schema.properties?.[key];
      if (known) errors.push(...schemaErrors(inner, known, `${path}.${key}`));
      else errors.push(`${path} has no property ${key}`);
    }
  }
  return errors;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
