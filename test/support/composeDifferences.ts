import { verdictDifferences } from './constructs/verdictDifferences';

type Verdict = 'takes' | 'refuses';

/** A file of which `docker compose config` and the linter think differently, and why that is meant. */
export interface ComposeDifference {
  readonly what: string;
  /** `compose.yaml`, or the only file that there is, is looked at; the others stand beside it. */
  readonly files: Readonly<Record<string, string>>;
  readonly compose: Verdict;
  readonly why: string;
}

const one = (text: string): Readonly<Record<string, string>> => ({ 'compose.yaml': text });

export const composeDifferences: readonly ComposeDifference[] = [
  {
    what: 'a folder to build from that is not there',
    files: one('services:\n  web:\n    build: ./gone\n'),
    compose: 'takes',
    why: '`config` does not look; `up` and `build` do, and stop.',
  },
  {
    what: 'two services that want one port of the host',
    files: one(
      'services:\n  a:\n    image: nginx:1.27\n    ports: ["8080:80"]\n  b:\n    image: nginx:1.27\n    ports: ["8080:80"]\n',
    ),
    compose: 'takes',
    why: 'The engine refuses it when the second one starts.',
  },
  {
    what: 'one port of the host for more than one container',
    files: one(
      'services:\n  web:\n    image: nginx:1.27\n    ports: ["8080:80"]\n    deploy:\n      replicas: 2\n',
    ),
    compose: 'takes',
    why: '`up` stops at the second container: the port is taken by the first.',
  },
  {
    what: 'published ports of a service in another one’s network',
    files: one(
      'services:\n  web:\n    image: nginx:1.27\n    network_mode: service:vpn\n    ports: ["127.0.0.1:8080:80"]\n  vpn:\n    image: busybox:1.36\n',
    ),
    compose: 'takes',
    why: 'The engine refuses to make the container: its network is the other one’s, who must publish the port.',
  },
  {
    what: 'waiting for the health of a service without healthcheck',
    files: one(
      'services:\n  web:\n    image: nginx:1.27\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:17\n',
    ),
    compose: 'takes',
    why: 'The official image brings no healthcheck: `up` ends with an error.',
  },
  {
    what: 'a service that depends on one of a profile that it is not in',
    files: one(
      'services:\n  web:\n    image: nginx:1.27\n    depends_on: [db]\n  db:\n    image: postgres:17\n    profiles: [data]\n',
    ),
    compose: 'takes',
    why: 'Compared with all profiles on, as here, it goes; without them Compose refuses the file.',
  },
  {
    what: 'an image in a variable that nobody set',
    files: one('services:\n  web:\n    image: ${IMAGE}\n'),
    compose: 'refuses',
    why: 'The shell may set it when the file is run: it is a warning here, for the file itself may be right.',
  },
  {
    what: 'a variable that the file demands',
    files: one('services:\n  web:\n    image: nginx:1.27\n    environment:\n      KEY: ${KEY:?set it}\n'),
    compose: 'refuses',
    why: 'That is what `:?` is for; nothing is wrong with the file.',
  },
  {
    what: 'an override that stands alone',
    files: { 'compose.override.yaml': 'services:\n  web:\n    ports: ["127.0.0.1:8080:80"]\n' },
    compose: 'refuses',
    why: 'It holds pieces of services of a file that is not here.',
  },
];

/** The public files of which both think differently, beside those that build from folders that are not there. */
export const publicDifferences: Readonly<Record<string, string>> = {
  'MISP/misp-docker/docker-compose.yml': 'a variable that the file demands',
  'apache/kafka/docker/examples/docker-compose-files/cluster/combined/plaintext/docker-compose.yml':
    'an image in a variable that nobody set',
  'mailcow/mailcow-dockerized/helper-scripts/docker-compose.override.yml.d/EXTERNAL_DNS/docker-compose.override.yml':
    'an override that stands alone',
};

/** The page of the repository that lists them. */
export function differencesPage(): string {
  const sections = composeDifferences.map(({ what, files, compose, why }) => {
    const shown = Object.entries(files).map(
      ([name, text]) => `\`${name}\`:\n\n<!-- prettier-ignore -->\n\`\`\`yaml\n${text}\`\`\`\n`,
    );
    const ours = compose === 'takes' ? 'says that it will not run' : 'takes it';
    return `## ${what[0]?.toUpperCase()}${what.slice(1)}\n\n\`docker compose config\` ${compose} it, Unboxed ${ours}. ${why}\n\n${shown.join('\n')}`;
  });
  const classes = verdictDifferences.map(
    ({ what, compose, why }) =>
      `| ${what} | ${compose} | ${compose === 'takes' ? 'refuses' : 'takes'} | ${why} |\n`,
  );
  return `# Where the linter differs from \`docker compose config\`

Made by \`npx tsx scripts/composeDifferences.ts\`; \`test/engine/lintAgainstCompose.test.ts\` asks Compose for each of them and fails when it is no longer so. All else that is tried there, public files among it, both take or both refuse.

Unboxed reads no variables of the shell, and fetches nothing (\`include\` and \`build\` from elsewhere): what hangs on them is left open. Two entries of \`ipam.config\` for one network are put together by no rule here: the later file counts; Compose 2.26 mixes them up and prints one subnet twice.

## Among the generated constructs

Each key of the Specification is tried with values of every kind, right and wrong; what Compose 2.26 and 2.40 say of each stands in \`test/support/constructs/verdicts.tsv\`, and \`test/unit/compose/verdicts.test.ts\` compares. Both versions agree in all but some, where the newest decides. The linter agrees with 2.40 in more than 99.5 of 100; the rest:

<!-- prettier-ignore -->
| what | Compose 2.40 | Unboxed | why |
| --- | --- | --- | --- |
${classes.join('')}
Keys that came after 2.40 (\`build.no_cache_filter\`, \`pre_start\`) are taken: a newer Compose knows them.

${sections.join('\n')}`;
}
