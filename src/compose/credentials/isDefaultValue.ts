import { knownImages } from './knownImages';
import { publishedValues } from './publishedValues';

/** What is known around a secret when it is judged. */
export interface ValueSurroundings {
  /** Values published for this very variable. */
  readonly published: readonly string[];
  /** Names that stand beside it: of the service, image, account, database. */
  readonly names: readonly string[];
  /** Names of the whole project, in small letters. */
  readonly projectNames?: ReadonlySet<string>;
}

/** Why a value counts as default: published, a word that everybody tries first, or a name that stands beside it. */
export type DefaultReason = 'published' | 'generic' | 'name';

// `foobared` stands in the redis.conf that comes with Redis (`# requirepass foobared`).
const words = new Set(
  `password passwd pass passw0rd p@ssw0rd pwd secret secrets secretkey topsecret admin administrator root toor test
  testing guest user username default example examplepass example_123 insecure changeme changeit changethis
  mysecretpassword my-secret-pw my_cool_secret somepassword supersecret superuser super_strong_password
  verysecret letmein qwerty foobared foobar foo bar minioadmin dummy rootpassword rootpass rootpwd
  adminpassword adminpass userpassword userpass dbpassword db_password dbpass redispassword redispass mypassword mypass
  testpassword testpass demo development dev local welcome hunter2 sekret s3cr3t f00b4r mysecret mysalt
  bad-password badpassword whatever temp temporary todo tbd none-yet strongpassword securepassword
  long-and-random-alphanumeric-string masterkey postgres postgresql mysql mariadb mongo mongodb redis rabbitmq
  elastic elasticsearch grafana keycloak jenkins oracle xyz abc123 abcd1234 asdf 0000 root-token roottoken myroot admintoken
  welcome1 rootroot adminadmin passpass letmein123 trustno1 iloveyou dragon monkey sunshine princess badpass`.split(
    /\s+/,
  ),
);

const patterns: readonly RegExp[] = [
  /^!?change(?:$|me|it|this|now|in|[-_ ])/,
  /^(?:your|my)(?:[-_ ]|.*(?:password|passwd|secret|token|key))/,
  /^[a-z_-]{0,12}pass(?:word|wd)?$/,
  /^replace/,
  /^(?:please|pls)[-_ ]/,
  /^x{3,}$/,
  /^0?1234?\d*$/,
  /^(?:dev|test|demo|local|example|sample|default|dummy|fake|master|api|admin|access|private)[-_ ]?(?:only[-_ ])?(?:api[-_ ]?)?(?:key|token|secret|password|passwd|pass|pw)s?$/,
  /^<.*>$/,
  /^\[.*\]$/,
  /^\{\{.*\}\}$/,
  /^(.)\1+$/,
  /^(?:super|very|really|some|long|too)?[-_ ]?(?:secret|secure|strong|random|insecure|default)[-_ ](?:password|passwd|pass|key|token|string|secret|value)$/,
  /(?:^|[-_ .])(?:insert|enter|put|set|generate)[-_ ].*(?:here|password|secret|key|token)$/,
  /(?:^|[-_ .:])insecure(?:$|[-_ .])/,
];

/** Signs that are written for letters. */
const letters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Longer texts are no words that anybody tries. */
const longest = 200;

const everywhere = new Set([
  ...publishedValues,
  ...knownImages.flatMap(({ secrets }) => secrets.flatMap(({ published = [] }) => published)),
]);

/** Whether a value is printed somewhere, whatever it looks like. */
export const isPublishedValue = (value: string): boolean => everywhere.has(value);

/** Whether anybody could guess or look up a secret. The value itself stays here: only the reason leaves. */
export function isDefaultValue(
  value: string,
  { published, names, projectNames }: ValueSurroundings,
): DefaultReason | undefined {
  if (published.includes(value) || isPublishedValue(value)) return 'published';
  const low = value.trim().toLowerCase();
  if (low === '' || low.length > longest) return undefined;
  if (projectNames?.has(low) === true || names.some((name) => name.toLowerCase() === low)) return 'name';
  if (words.has(low) || patterns.some((pattern) => pattern.test(low))) return 'generic';
  // `Pa55w0rd`: nobody who tries words forgets these.
  if (words.has(low.replace(/[013457@$]/g, (sign) => letters[sign] ?? sign)) && /[a-z]/.test(low))
    return 'generic';
  const bare = low.replace(/[\d!@#$*.?_-]{1,4}$/, '');
  return words.has(bare) && bare.length >= 4 ? 'generic' : undefined;
}
