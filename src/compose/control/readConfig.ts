import { msg, type Message } from '../../message';
import { severities, type OffsetRange, type Severity } from '../finding';
import { profiles, type Profile } from '../rule';
import { rules } from '../rules/registry';
import { nearestName } from '../schema/nearestName';
import { parseYaml } from '../yaml/parseYaml';
import { entries, isNull, textOf, type MapNode, type YamlNode } from '../yamlNodes';
import type { LintSettings } from './lintSettings';

/** The config file that is looked for in the folder of a compose file and in those above it. */
export const configFileName = '.unboxed.yaml';

export interface ConfigProblem {
  readonly message: Message;
  readonly range: OffsetRange;
}

/** What a config file sets, and what is wrong with it; what is right counts in any case. */
export interface ReadConfig {
  readonly settings: LintSettings;
  /** The baseline that counts for the project, as seen from the config file's folder. */
  readonly baseline?: string;
  readonly problems: readonly ConfigProblem[];
}

/** The keys of a config file, and what they are for. */
export const configKeys = [
  { key: 'profile', about: msg('How much the linter says: `learn`, `recommended` or `strict`.') },
  { key: 'rules', about: msg('The severity of single rules, by their ids; it wins over the profile.') },
  { key: 'baseline', about: msg('A file with the findings that an old project has accepted for now.') },
] as const;

/**
 * Reads a `.unboxed.yaml`:
 *
 *     profile: recommended
 *     baseline: unboxed-baseline.json
 *     rules:
 *       limits-cpu: off
 *       supply-latest-tag: error
 */
export function readConfig(text: string, file: string): ReadConfig {
  const { documents, problems: syntax } = parseYaml({ file, text });
  const problems: ConfigProblem[] = [...syntax];
  const root = documents[0];
  if (problems.length > 0 || root === undefined || isNull(root)) return { settings: {}, problems };
  if (root.type !== 'map') {
    problems.push({
      message: msg('The config file must be a map with the keys `profile`, `rules` and `baseline`.'),
      range: root,
    });
    return { settings: {}, problems };
  }
  let baseline: string | undefined;
  const settings: { -readonly [Key in keyof LintSettings]: LintSettings[Key] } = {};
  for (const [key, { key: keyNode, value }] of entries(root))
    if (key === 'profile') {
      const profile = readWord<Profile>(value, profiles, problems);
      if (profile !== undefined) settings.profile = profile;
    } else if (key === 'rules') settings.severities = readRules(value, problems);
    else if (key === 'baseline') {
      baseline = textOf(value);
      if (baseline === undefined)
        problems.push({ message: msg('`baseline` must name a file.'), range: keyNode });
    } else
      problems.push({
        message: msg('The config file has no key `{0}`: it has `profile`, `rules` and `baseline`.', key),
        range: keyNode,
      });
  return { settings, ...(baseline !== undefined && { baseline }), problems };
}

function readRules(node: YamlNode, problems: ConfigProblem[]): Record<string, Severity | 'off'> {
  const read: Record<string, Severity | 'off'> = {};
  if (node.type !== 'map') {
    if (!isNull(node))
      problems.push({ message: msg('`rules` must be a map: one `rule-id: severity` a line.'), range: node });
    return read;
  }
  readInto(read, node, problems);
  return read;
}

function readInto(read: Record<string, Severity | 'off'>, map: MapNode, problems: ConfigProblem[]): void {
  const ids = rules.map((rule) => rule.id);
  for (const [id, { key, value }] of entries(map)) {
    if (!ids.some((known) => known === id)) {
      const near = nearestName(id, ids);
      const message =
        near === undefined
          ? msg('There is no rule `{0}`.', id)
          : msg('There is no rule `{0}`. Did you mean `{1}`?', id, near);
      problems.push({ message, range: key });
      continue;
    }
    const severity = readWord<Severity | 'off'>(value, [...severities, 'off'], problems);
    if (severity !== undefined) read[id] = severity;
  }
}

function readWord<T extends string>(
  node: YamlNode,
  words: readonly T[],
  problems: ConfigProblem[],
): T | undefined {
  const found = node.type === 'scalar' ? words.find((word) => word === node.text) : undefined;
  if (found === undefined)
    problems.push({ message: msg('This must be one of {0}.', words.join(', ')), range: node });
  return found;
}
