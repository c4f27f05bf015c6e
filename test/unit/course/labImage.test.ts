import assert from 'node:assert/strict';
import { firstRun, shellImage } from '../../../src/course/labImage';

describe('firstRun', () => {
  it('takes hello-world when it is there', () => {
    assert.deepEqual(firstRun({ present: ['busybox:latest', 'hello-world:latest'], configured: '' }, 'hi'), [
      'hello-world:latest',
    ]);
  });
  it('takes a shell that is there rather than download', () => {
    assert.deepEqual(firstRun({ present: ['registry.example:5000/lib/alpine:3.20'], configured: '' }, 'hi'), [
      'registry.example:5000/lib/alpine:3.20',
      'echo',
      'hi',
    ]);
  });
  it('takes the configured image before all others', () => {
    assert.deepEqual(firstRun({ present: ['hello-world:latest'], configured: 'my/own:1' }, 'hi'), [
      'my/own:1',
      'echo',
      'hi',
    ]);
  });
  it('downloads hello-world when no known image is there', () => {
    assert.deepEqual(firstRun({ present: ['my/alpine-like:1'], configured: '' }, 'hi'), ['hello-world']);
  });
});

describe('shellImage', () => {
  it('prefers the smallest', () => {
    assert.equal(shellImage(['ubuntu:24.04', 'busybox@sha256:abc']), 'busybox@sha256:abc');
  });
});
