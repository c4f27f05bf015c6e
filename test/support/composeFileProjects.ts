import type { Files } from './brokenProjects';

/** A folder in which Compose is called with nothing but a command. */
export interface SteeredProject {
  /** What the folder holds beyond the files that each one has. */
  readonly files: Files;
  /** What the shell says. */
  readonly shell?: Readonly<Record<string, string>>;
  /** The file of the project that is linted. */
  readonly main: string;
  /** The services that run, sorted; undefined where Compose refuses the project. */
  readonly services: readonly string[] | undefined;
}

const one = (service: string, more = ''): string => `services: {${service}: {image: "i:1"${more}}}\n`;

/** The files that stand in each folder. */
export const steeredFiles: Files = {
  'compose.yaml': one('main'),
  'compose.override.yaml': one('over'),
  'a.yml': one('a'),
  'b.yml': one('b', ', profiles: [p]'),
  'c.yml': one('c'),
  'sub/s.yml': 'services: {s: {image: "i:1", profiles: ["${V}"]}}\n',
};

/** What Compose makes of its own variables; a test asks it. */
export const steeredProjects: Readonly<Record<string, SteeredProject>> = {
  'without them, the file and its override': {
    files: { '.env': 'A=1\n' },
    main: 'compose.yaml',
    services: ['main', 'over'],
  },
  'COMPOSE_FILE of .env': {
    files: { '.env': 'COMPOSE_FILE=a.yml:c.yml\n' },
    main: 'a.yml',
    services: ['a', 'c'],
  },
  'COMPOSE_FILE, looked at from its last file': {
    files: { '.env': 'COMPOSE_FILE="./a.yml:c.yml"\n' },
    main: 'c.yml',
    services: ['a', 'c'],
  },
  'a compose.yaml without its override': {
    files: { '.env': 'COMPOSE_FILE=compose.yaml\n' },
    main: 'compose.yaml',
    services: ['main'],
  },
  'a separator of .env': {
    files: { '.env': 'COMPOSE_FILE=a.yml--c.yml\nCOMPOSE_PATH_SEPARATOR=--\n' },
    main: 'a.yml',
    services: ['a', 'c'],
  },
  'the separator of the shell before that of .env': {
    files: { '.env': 'COMPOSE_FILE=a.yml,c.yml\nCOMPOSE_PATH_SEPARATOR=:\n' },
    shell: { COMPOSE_PATH_SEPARATOR: ',' },
    main: 'a.yml',
    services: ['a', 'c'],
  },
  'COMPOSE_FILE of the shell before that of .env': {
    files: { '.env': 'COMPOSE_FILE=c.yml\n' },
    shell: { COMPOSE_FILE: 'a.yml' },
    main: 'a.yml',
    services: ['a'],
  },
  'a variable that stands before': {
    files: { '.env': 'X=a.yml\nCOMPOSE_FILE=$X:c.yml\n' },
    main: 'a.yml',
    services: ['a', 'c'],
  },
  'a file that is not there': {
    files: { '.env': 'COMPOSE_FILE=a.yml:gone.yml\n' },
    main: 'a.yml',
    services: undefined,
  },
  'an empty name at the end': {
    files: { '.env': 'COMPOSE_FILE=a.yml:\n' },
    main: 'a.yml',
    services: undefined,
  },
  'an empty name between two': {
    files: {},
    shell: { COMPOSE_FILE: 'a.yml::c.yml' },
    main: 'a.yml',
    services: undefined,
  },
  'profiles of .env': {
    files: { '.env': 'COMPOSE_FILE=a.yml:b.yml\nCOMPOSE_PROFILES=x, p\n' },
    main: 'a.yml',
    services: ['a', 'b'],
  },
  'profiles of the shell before those of .env': {
    files: { '.env': 'COMPOSE_FILE=a.yml:b.yml\nCOMPOSE_PROFILES=p\n' },
    shell: { COMPOSE_PROFILES: 'q' },
    main: 'a.yml',
    services: ['a'],
  },
  'no profiles of the shell before those of .env': {
    files: { '.env': 'COMPOSE_FILE=a.yml:b.yml\nCOMPOSE_PROFILES=p\n' },
    shell: { COMPOSE_PROFILES: '' },
    main: 'a.yml',
    services: ['a'],
  },
  'all profiles': {
    files: { '.env': 'COMPOSE_FILE=a.yml:b.yml\nCOMPOSE_PROFILES=*\n' },
    main: 'b.yml',
    services: ['a', 'b'],
  },
  'COMPOSE_ENV_FILES of the shell in place of .env': {
    files: { '.env': 'COMPOSE_FILE=c.yml\n', 'o.env': 'COMPOSE_FILE=a.yml\n' },
    shell: { COMPOSE_ENV_FILES: 'o.env' },
    main: 'a.yml',
    services: ['a'],
  },
  'the last of COMPOSE_ENV_FILES': {
    files: { '.env': 'COMPOSE_FILE=c.yml\n', 'o.env': 'COMPOSE_FILE=a.yml\n' },
    shell: { COMPOSE_ENV_FILES: 'o.env,.env' },
    main: 'c.yml',
    services: ['c'],
  },
  'a file of COMPOSE_ENV_FILES that is not there': {
    files: {},
    shell: { COMPOSE_ENV_FILES: 'gone.env', COMPOSE_FILE: 'a.yml' },
    main: 'a.yml',
    services: undefined,
  },
  'COMPOSE_ENV_FILES of .env, which says nothing': {
    files: { '.env': 'COMPOSE_ENV_FILES=o.env\n', 'o.env': 'COMPOSE_FILE=a.yml\n' },
    main: 'compose.yaml',
    services: ['main', 'over'],
  },
  'variables of .env for a file of another folder': {
    files: { '.env': 'COMPOSE_FILE=sub/s.yml:a.yml\nV=p\nCOMPOSE_PROFILES=p\n' },
    main: 'a.yml',
    services: ['a', 's'],
  },
  'variables of .env before those of that folder': {
    files: { '.env': 'COMPOSE_FILE=sub/s.yml:a.yml\nV=p\nCOMPOSE_PROFILES=p\n', 'sub/.env': 'V=q\n' },
    main: 'a.yml',
    services: ['a', 's'],
  },
  'variables of that folder': {
    files: { '.env': 'COMPOSE_FILE=sub/s.yml:a.yml\nCOMPOSE_PROFILES=p\n', 'sub/.env': 'V=p\n' },
    main: 'a.yml',
    services: ['a', 's'],
  },
};
