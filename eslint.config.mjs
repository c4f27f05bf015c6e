import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The law of the house: who may import whom (CONTRIBUTING.md has the map). */
const nodeIo = [
  'fs',
  'node:fs',
  'fs/promises',
  'node:fs/promises',
  'child_process',
  'node:child_process',
  'net',
  'node:net',
  'http',
  'node:http',
  'https',
  'node:https',
  'os',
  'node:os',
  'tls',
  'node:tls',
  'process',
  'node:process',
];
const purity = 'This folder is pure: texts in, facts out. Hand the data in from the edge.';
const ban = (paths, patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }],
});
const only = (folder, others, extra = { paths: [], patterns: [] }) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: ban(extra.paths, [
    { group: others.map((o) => `**/${o}/**`), message: `${folder}/ may not import this folder.` },
    ...extra.patterns,
  ]),
});
const noDockerode = { name: 'dockerode', message: 'Only the engine adapter talks to dockerode.' };
const noVscode = { name: 'vscode', message: 'This folder runs without VS Code.' };
const pure = {
  paths: [noVscode, noDockerode, ...nodeIo.map((name) => ({ name, message: purity }))],
  patterns: [],
};
const features = ['editor', 'views', 'inspect', 'walkthrough'];
const enginePortOnly = {
  group: ['**/engine/**', '!**/engine/port', '!**/engine/liveSnapshot', '!**/engine/containerRef'],
  allowTypeImports: true,
  message: 'Features know the engine by its types; extension.ts hands the parts in.',
};

/** Failures and foreign names reach people by platform/ only, which logs the ones and takes the links out of the others. */
const throughPlatform = [
  {
    selector: 'CallExpression[callee.object.property.name="commands"][callee.property.name=/^register/]',
    message: 'boundary.command() registers commands: what they throw is logged and told.',
  },
  {
    selector: 'MemberExpression[property.name=/^show(Information|Warning|Error)Message$/]',
    message: 'notify shows notifications: a name in them can’t become a link.',
  },
  {
    selector:
      'UnaryExpression[operator="void"]:not([argument.callee.object.name="notify"]):not([argument.callee.object.name="boundary"])',
    message: 'boundary.background() takes work that nobody waits for.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'out/**',
      '.cache/**',
      'coverage/**',
      'node_modules/**',
      'media/**',
      'test/artifacts/**',
      'test/fixtures/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs', '*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Clocks are set back: measure with performance.now().' },
      ],
    },
  },
  only('compose', ['engine', 'kernel', 'course', ...features], pure),
  only('kernel', ['compose', 'course', ...features], {
    ...pure,
    patterns: [
      { group: ['**/engine/**', '!**/engine/port'], message: 'kernel/ reads the port’s types only.' },
    ],
  }),
  only('course', ['engine', ...features], pure),
  only('engine', ['compose', 'course', ...features], { paths: [noVscode], patterns: [] }),
  {
    files: ['src/engine/**/*.ts'],
    ignores: ['src/engine/dockerodeEngine.ts'],
    rules: ban(
      [noVscode, noDockerode],
      [
        {
          group: ['**/compose/**', '**/course/**', ...features.map((f) => `**/${f}/**`)],
          message: 'engine/ may not import this folder.',
        },
      ],
    ),
  },
  ...features.map((f) =>
    only(
      f,
      features.filter((o) => o !== f),
      { paths: [noDockerode], patterns: [enginePortOnly] },
    ),
  ),
  only('platform', ['compose', 'engine', 'kernel', 'course', 'cli', ...features], {
    paths: [noDockerode],
    patterns: [],
  }),
  {
    files: [
      ...['src/editor/**/*.ts', 'src/views/**/*.ts', 'src/inspect/**/*.ts', 'src/walkthrough/**/*.ts'],
      'src/extension.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...throughPlatform] },
  },
  {
    files: ['src/cli/**/*.ts', 'src/cli.ts'],
    rules: {
      ...ban(
        [noVscode, noDockerode],
        [
          {
            group: ['**/engine/**', '**/kernel/**', '**/course/**', ...features.map((f) => `**/${f}/**`)],
            message: 'The CLI uses compose/ only.',
          },
        ],
      ),
      'no-console': 'off',
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'no-console': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-console': 'off',
      'no-undef': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
