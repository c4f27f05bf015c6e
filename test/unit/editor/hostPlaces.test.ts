import assert from 'node:assert/strict';
import path from 'node:path';
import type { FileAccess } from '../../../src/compose/composeModel';
import { hostPlaces } from '../../../src/compose/hostPlaces';
import { hostsInText, type HostContext } from '../../../src/compose/hostsInText';
import { parseCompose } from '../../../src/compose/parseCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';

const environment = (key: string): HostContext => ({ key });
const command: HostContext = { command: { before: '' } };
const config: HostContext = { config: true };

/** In each text `db` is a host where it stands between « and ». */
const texts: [context: HostContext, text: string][] = [
  [environment('DATABASE'), 'postgres://app:secret@«db»:5432/db'],
  [environment('X'), 'postgres://db:db@«db»/db?sslmode=disable'],
  [environment('X'), 'mongodb://u:p@a:1,«db»:27017,c:1/admin'],
  [environment('X'), 'jdbc:postgresql://«db»:5432/db'],
  [environment('X'), 'http://«db»'],
  [environment('X'), 'http://db.example.org/'],
  [environment('X'), 'http://my-db:80/ http://db-2:80/ http://db_2:80/ https://example.org/db'],
  [environment('X'), 'app:secret@tcp(«db»:3306)/db'],
  [environment('X'), 'host=«db» user=db dbname=db port=5432'],
  [environment('X'), 'Server=«db»;Database=db;User Id=db'],
  [environment('X'), 'amqp://${USER}:${PASSWORD}@«db»:${PORT}/'],
  [environment('X'), 'postgres://u:p@${DB_HOST:-«db»}:5432/x'],
  [environment('DB_HOST'), '${DB_HOST:-«db»}'],
  [environment('DB_HOST'), '«db»'],
  [environment('dbHost'), '«db»'],
  [environment('spring.data.redis.host'), '«db»'],
  [environment('CASSANDRA_SEEDS'), 'a, «db» ,c'],
  [environment('ZOOKEEPER'), 'a:1,«db»:2181'],
  [environment('POSTGRES_DB'), 'db'],
  [environment('POSTGRES_USER'), '${USER:-db}'],
  [environment('DB_HOST'), 'the db of old'],
  [environment('REGISTRY'), 'registry.example.org/db:5000'],
  [command, './wait-for-it.sh «db»:5432 -- node server.js'],
  [command, 'sh -c "until nc -z «db» 5432; do sleep 1; done"'],
  [command, 'mysqladmin ping -h «db» -u db'],
  [command, 'mysqladmin ping -h«db»'],
  [command, 'redis-server --replicaof «db» 6379'],
  [command, 'psql --host=«db» --dbname=db'],
  [command, 'curl -fsS «db»/health || exit 1'],
  [command, 'wget -O db http://«db»/'],
  [command, 'echo db'],
  [command, 'db serve'],
  [command, 'pg_isready -U db'],
  [config, 'proxy_pass http://«db»:80;'],
  [config, 'upstream app { server «db»:3000; server «db» backup; }'],
  [config, 'upstream db { server «db»:3000; }\nlocation / { proxy_pass http://db; }'],
  [config, 'reverse_proxy «db»'],
  [config, 'host: "«db»"\ndatabase: db\n'],
  [config, "redis_host = '«db»'\nname = db"],
  [config, '# db of the shop'],
];

const stack = {
  'compose.yaml': `x-env: &env
  DB_HOST: database
services:
  database:
    image: database:5432
    container_name: shop-database
    volumes: ["database:/data"]
    healthcheck: { test: ["CMD", "pg_isready", "-h", "database"] }
  app:
    image: app
    env_file: app.env
    environment:
      <<: *env
      CMD_DB_URL: "postgres://u:p\\x40database:5432/database"
    depends_on: [database]
    command: ["wait", "-h", "database", "--", "run"]
    build: { context: ./database, args: ["DB=http://database/"] }
    labels: { "traefik.database.server": "http://database:1/" }
  proxy:
    image: nginx
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro", "data:/d"]
    configs: [inline]
volumes: { database: , data: }
configs:
  inline: { content: "server database:80;" }
`,
  '.env': 'HOST=database\nNAME=database\n',
  'app.env': "# database\nREDIS_URL='redis://database:6379/0'\n",
  'nginx.conf': 'location / { proxy_pass http://database:3000; }\n',
};

function placesIn(files: Record<string, string>, name = 'database'): string[] {
  const access: FileAccess = {
    readFile: (file) => files[path.posix.normalize(file)],
    exists: (file) => path.posix.normalize(file) in files,
  };
  const run = linkFiles(parseCompose(files['compose.yaml'] ?? '', 'compose.yaml'), access);
  return hostPlaces(run, name, access)
    .map(({ file, range }) => {
      const text = files[file] ?? '';
      assert.equal(text.slice(range.start, range.end), name, `${file} at ${range.start}`);
      return `${file}:${text.slice(0, range.start).split('\n').length}`;
    })
    .sort();
}

describe('a service’s name as a host', () => {
  for (const [context, marked] of texts)
    it(`is told from other words: ${marked.replaceAll('\n', ' ')}`, () => {
      const text = marked.replace(/[«»]/g, '');
      let found = text;
      for (const { from, to } of hostsInText(text, 'db', context).reverse())
        found = `${found.slice(0, from)}«${found.slice(from, to)}»${found.slice(to)}`;
      assert.equal(found, marked);
    });

  it('is found in variables, addresses, commands and the files that the stack mounts', () => {
    assert.deepEqual(placesIn(stack), [
      '.env:1',
      'app.env:2',
      'compose.yaml:14',
      'compose.yaml:16',
      'compose.yaml:17',
      'compose.yaml:18',
      'compose.yaml:2',
      'compose.yaml:25',
      'compose.yaml:8',
      'nginx.conf:1',
    ]);
  });

  it('stays where it goes on to mean the service: as a container’s name, or an alias', () => {
    for (const kept of ['container_name: database', 'networks: { default: { aliases: [database] } }'])
      assert.deepEqual(
        placesIn({
          ...stack,
          'compose.yaml': stack['compose.yaml'].replace('container_name: shop-database', kept),
        }),
        [],
      );
  });

  it('is looked for in time that grows with the text', () => {
    const time = (text: string): number => {
      const begun = performance.now();
      hostsInText(text, 'db', command);
      hostsInText(text, 'db', config);
      return performance.now() - begun;
    };
    for (const piece of ['db ', 'http://db', 'db:', '${a:-db', 'curl db ', '@db,', 'a=db;', 'xhost=db.']) {
      const [once, fourTimes] = [time(piece.repeat(1_000)), time(piece.repeat(4_000))];
      assert.ok(fourTimes < 12 * once + 50, `${piece}: ${once} ms, ${fourTimes} ms`);
    }
  });
});
