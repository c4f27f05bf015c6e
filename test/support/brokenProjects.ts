export type Files = Readonly<Record<string, string>>;

const web = 'services: {web: {image: a}}\n';
const chain = (length: number): string =>
  `services:\n  s0: {image: a}\n${Array.from({ length }, (_, i) => `  s${i + 1}: {extends: s${i}}\n`).join('')}`;

/** Projects whose files do not go together: the files, and each finding as `file: words under it (severity)`. */
export const brokenProjects: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'an included file that is not there': [
    { 'compose.yaml': `include: [more.yaml]\n${web}` },
    ['compose.yaml: more.yaml (error)'],
  ],
  'an extended file that is not there': [
    { 'compose.yaml': 'services: {web: {extends: {file: more.yaml, service: a}}}\n' },
    ['compose.yaml: more.yaml (error)'],
  ],
  'a service that is not in the extended file': [
    { 'compose.yaml': 'services: {web: {extends: {file: more.yaml, service: a}}}\n', 'more.yaml': web },
    ['compose.yaml: a (error)'],
  ],
  'a service of another document': [
    { 'compose.yaml': `${web}---\nservices: {more: {extends: web}}\n` },
    ['compose.yaml: web (error)'],
  ],
  'a service of the file under an override': [
    { 'compose.yaml': web, 'compose.override.yaml': 'services: {more: {extends: web}}\n' },
    ['compose.override.yaml: web (error)'],
  ],
  'a file that includes itself': [
    { 'compose.yaml': `include: [compose.yaml]\n${web}` },
    ['compose.yaml: compose.yaml (error)'],
  ],
  'files that include each other': [
    {
      'compose.yaml': `include: [a.yaml]\n${web}`,
      'a.yaml': 'include: [b.yaml]\n',
      'b.yaml': 'include: [a.yaml]\n',
    },
    ['b.yaml: a.yaml (error)'],
  ],
  'services of files that extend each other': [
    {
      'compose.yaml': 'services: {web: {extends: {file: a.yaml, service: a}}}\n',
      'a.yaml': 'services: {a: {extends: {file: compose.yaml, service: web}}}\n',
    },
    ['a.yaml: web (error)'],
  ],
  'a name that an included file has, too': [
    { 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': 'services: {web: {image: b}}\n' },
    ['compose.yaml: web (error)'],
  ],
  'the same under the same name': [{ 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': web }, []],
  'an included file that is no YAML': [
    { 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': 'services: {web: ]\n' },
    ['a.yaml: { (error)'],
  ],
  'an env file of an include that is not there': [
    { 'compose.yaml': `include: [{path: a.yaml, env_file: a.env}]\n${web}`, 'a.yaml': 'x-a: 1\n' },
    ['compose.yaml: a.env (error)'],
  ],
  'files from elsewhere': [
    { 'compose.yaml': `include: ["oci://example.org/a", "https://example.org/a.git"]\n${web}` },
    [],
  ],
  'a path in a variable that nobody knows': [{ 'compose.yaml': `include: ["$A/b.yaml"]\n${web}` }, []],
  'ten thousand services that extend one another': [
    { 'compose.yaml': chain(10_000) },
    ['compose.yaml: s0 (info)'],
  ],
};
