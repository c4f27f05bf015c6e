// Turns the Compose Specification's JSON schema into the compact table that src/compose/schema/ walks:
// references resolved, unions told apart by type, descriptions left out. Run it when the schema changes;
// a test compares its result with the committed table.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FormatName } from '../src/compose/schema/formats/valueFormats';
import type { Shape } from '../src/compose/schema/shape';
import { setFormats } from './schemaFormats';
import { schemaOverlay } from './schemaOverlay';

const root = path.dirname(__dirname);
const bits: Readonly<Record<string, number>> = {
  null: 1,
  boolean: 2,
  integer: 4,
  number: 12,
  string: 16,
  object: 32,
  array: 64,
};
const anything = 127;

/** The keywords of JSON schema that compose's uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly oneOf?: readonly JsonSchema[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly format?: FormatName;
  readonly uniqueItems?: boolean;
  /** Our own: Compose passes over keys that are not in it. */
  readonly isLenient?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

type Draft = { -readonly [Key in keyof Shape]: Shape[Key] };

/** Compiles a JSON schema (the keywords that compose uses) to a list of shapes; the first is the root's. */
export function compileSchema(schema: JsonSchema): Shape[] {
  const shapes: Shape[] = [];
  const byReference = new Map<string, number>();
  const byContent = new Map<string, number>();

  function place(shape: Shape): number {
    const content = JSON.stringify(shape);
    const known = byContent.get(content);
    if (known !== undefined) return known;
    shapes.push(shape);
    byContent.set(content, shapes.length - 1);
    return shapes.length - 1;
  }

  function compile(node: JsonSchema): number {
    if (node.$ref && Object.keys(node).every((key) => key === '$ref' || key === 'description')) {
      const known = byReference.get(node.$ref);
      if (known !== undefined) return known;
      const index = shapes.length;
      shapes.push({ types: 0 });
      byReference.set(node.$ref, index);
      shapes[index] = shapeOf(resolve(node.$ref));
      return index;
    }
    return place(shapeOf(node));
  }

  const resolve = (reference: string): JsonSchema => {
    const found = schema.definitions?.[reference.replace('#/definitions/', '')];
    if (!found) throw new Error(`The schema has no ${reference}`);
    return found;
  };

  function shapeOf(node: JsonSchema): Shape {
    const shape: Draft = { types: 0 };
    apply(node, shape);
    if (shape.types === 0) shape.types = anything;
    return shape;
  }

  function apply(node: JsonSchema, shape: Draft): void {
    if (node.$ref) apply(resolve(node.$ref), shape);
    for (const branch of node.oneOf ?? []) apply(branch, shape);
    for (const type of [node.type ?? []].flat()) shape.types |= bits[type] ?? 0;
    if (node.properties)
      shape.keys = Object.fromEntries(
        Object.entries(node.properties).map(([key, value]) => [key, compile(value)]),
      );
    if (node.patternProperties)
      shape.patterns = Object.entries(node.patternProperties).map(([key, value]) => [key, compile(value)]);
    if (node.additionalProperties === false) shape.closed = true;
    else if (typeof node.additionalProperties === 'object') shape.others = compile(node.additionalProperties);
    if (node.required) shape.required = node.required;
    if (node.items) shape.items = compile(node.items);
    if (node.enum) shape.words = node.enum;
    if (node.pattern && !node.format) throw new Error(`No format stands for the pattern ${node.pattern}`);
    if (node.format) shape.format = node.format;
    if (node.uniqueItems === true) shape.unique = true;
    if (node.isLenient === true) shape.lenient = true;
    if (node.minimum !== undefined) shape.minimum = node.minimum;
    if (node.maximum !== undefined) shape.maximum = node.maximum;
  }

  shapes.push({ types: 0 });
  shapes[0] = shapeOf(schema);
  return shapes;
}

/**
 * The schema that is compiled: dclint ships the Compose Specification's, and our overlay adds what it lacks; of that,
 * where a version of Compose is given, only what is not newer.
 */
export async function readSchema(version?: string): Promise<JsonSchema> {
  const file = path.join(root, 'node_modules/dclint/schemas/compose.schema.json');
  const schema: unknown = JSON.parse(await readFile(file, 'utf8'));
  for (const { at, schema: added, since } of schemaOverlay) {
    if (version !== undefined && isNewer(since, version)) continue;
    const place = at.slice(0, -1).reduce((node, key) => (node as Record<string, unknown>)[key], schema);
    (place as Record<string, unknown>)[at.at(-1) ?? ''] = added;
  }
  setFormats(schema as JsonSchema);
  return schema as JsonSchema;
}

/** Versions such as `2.40`. */
const isNewer = (version: string, than: string): boolean =>
  version.localeCompare(than, 'en', { numeric: true }) > 0;

if (require.main === module)
  void readSchema().then((schema) =>
    writeFile(
      path.join(root, 'src/compose/schema/composeSchema.json'),
      JSON.stringify(compileSchema(schema)) + '\n',
    ),
  );
