import assert from 'node:assert/strict';
import type { ContainerSummary } from '../../../src/engine/port';
import { padProjects } from '../../../src/walkthrough/composeProjects';

function container(service: string, files: string): ContainerSummary {
  return {
    id: service,
    name: service,
    image: 'x',
    imageId: 'x',
    state: 'running',
    status: 'Up',
    created: 0,
    labels: {
      'com.docker.compose.project': 'pad',
      'com.docker.compose.service': service,
      'com.docker.compose.project.config_files': files,
    },
    ports: [],
  } as unknown as ContainerSummary;
}

describe('the files of a compose project', () => {
  const filesOf = (label: string) =>
    padProjects([container('app', label), container('database', label)]).map(({ files }) => files);

  it('are those that compose noted', () => {
    assert.deepEqual(filesOf('/pad/compose.yaml,/pad/compose.override.yaml'), [
      ['/pad/compose.yaml', '/pad/compose.override.yaml'],
    ]);
  });

  it('are no addresses from which compose would fetch something', () => {
    assert.deepEqual(filesOf('oci://evil.example/x,https://evil.example/x.git,,x.yaml'), [[]]);
  });
});
