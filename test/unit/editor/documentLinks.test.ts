import assert from 'node:assert/strict';
import { documentLinks, imagePage } from '../../../src/compose/documentLinks';
import { parseCompose } from '../../../src/compose/parseCompose';

describe('the page of an image', () => {
  const cases: [name: string, page: string | undefined][] = [
    ['postgres', 'https://hub.docker.com/_/postgres'],
    ['library/postgres', 'https://hub.docker.com/_/postgres'],
    ['docker.io/library/nginx', 'https://hub.docker.com/_/nginx'],
    ['docker.io/nginx', 'https://hub.docker.com/_/nginx'],
    ['hackmdio/hackmd', 'https://hub.docker.com/r/hackmdio/hackmd'],
    ['ghcr.io/owner/group/app', 'https://ghcr.io/owner/group/app'],
    ['quay.io/keycloak/keycloak', 'https://quay.io/repository/keycloak/keycloak'],
    ['mcr.microsoft.com/mssql/server', 'https://mcr.microsoft.com/artifact/mar/mssql/server'],
    ['public.ecr.aws/nginx/nginx', 'https://gallery.ecr.aws/nginx/nginx'],
    ['registry.example.com/team/app', undefined],
    ['localhost:5000/app', undefined],
    ['../../x', undefined],
  ];
  for (const [name, page] of cases)
    it(`${name}: ${page ?? 'none'}`, () => {
      assert.equal(imagePage(name), page);
    });
});

describe('what can be opened from a compose file', () => {
  it('is where its words stand', () => {
    const text = `include:
  - more.yaml
  - path: [a.yaml, b.yaml]
services:
  web:
    image: "nginx:\${TAG:-1}"
    env_file: [web.env, { path: ./more.env }]
  app:
    build: { context: app/, dockerfile: docker/Dockerfile.dev }
    extends: { file: base.yaml, service: app }
  api:
    build: api
  far:
    build: https://example.com/x.git
  unknown:
    image: \${IMAGE}
secrets:
  key: { file: ./key.txt }
`;
    const links = documentLinks(parseCompose(text, 'compose.yaml')).map(({ range, target }) => [
      text.slice(range.start, range.end),
      target.kind === 'file' ? target.path : target.url,
    ]);
    assert.deepEqual(links, [
      ['more.yaml', 'more.yaml'],
      ['a.yaml', 'a.yaml'],
      ['b.yaml', 'b.yaml'],
      ['nginx:${TAG:-1}', 'https://hub.docker.com/_/nginx'],
      ['web.env', 'web.env'],
      ['./more.env', './more.env'],
      ['app/', 'app/docker/Dockerfile.dev'],
      ['docker/Dockerfile.dev', 'app/docker/Dockerfile.dev'],
      ['base.yaml', 'base.yaml'],
      ['api', 'api/Dockerfile'],
      ['./key.txt', './key.txt'],
    ]);
  });
});
