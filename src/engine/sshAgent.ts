import { spawn, type ChildProcessByStdio } from 'node:child_process';
import http from 'node:http';
import { Duplex, type Readable, type Writable } from 'node:stream';

/** Where ssh goes; the rest (keys, jump hosts, aliases) is for the user's own ssh configuration. */
export interface SshTarget {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly path: string;
}

/**
 * Carries HTTP over `ssh HOST docker system dial-stdio`, as the docker CLI does. The user's ssh command and
 * configuration are used, so whatever works in a terminal works here.
 */
export class SshAgent extends http.Agent {
  constructor(
    private readonly target: SshTarget,
    private readonly command = 'ssh',
  ) {
    super({ keepAlive: true, maxSockets: 6, scheduling: 'lifo' });
  }

  override createConnection(): Duplex {
    return new SshConnection(this.command, sshArguments(this.target));
  }
}

/** Arguments of ssh for a connection to the engine behind `target`. */
export function sshArguments(target: SshTarget): readonly string[] {
  const remote = ['docker', ...(target.path === '' ? [] : ['--host', `unix://${target.path}`])];
  return [
    // No terminal is there to ask for a passphrase: fail with a clear error instead of hanging.
    ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=15', '-T'],
    ...(target.user === '' ? [] : ['-l', target.user]),
    ...(target.port === '' ? [] : ['-p', target.port]),
    ...['--', target.host, ...remote, 'system', 'dial-stdio'],
  ];
}

/** The standard streams of a process as a socket, with what http.Agent calls on one. */
class SshConnection extends Duplex {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private errors = '';

  constructor(command: string, args: readonly string[]) {
    super();
    this.child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    this.child.on('error', (error) => this.destroy(error));
    this.child.stdin.on('error', () => {
      // The process has ended; why is told when its streams close.
    });
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-2000);
    });
    this.child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.child.stdout.pause();
    });
    this.child.on('close', (code) => {
      if (code === 0 || this.destroyed) this.push(null);
      else this.destroy(new SshError(this.errors.trim() || `ssh ended with code ${code ?? ''}`));
    });
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.child.stdin.write(chunk, (error) => {
      // An early end of ssh breaks the pipe first; its own words, which follow, say more.
      if (error === null || error === undefined) done();
      else setTimeout(done, 1000, error).unref();
    });
  }

  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // The end of its input makes the far side hang up; a program that does not care is ended.
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) stream.destroy();
    this.child.kill();
    this.child.unref();
    done(error);
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.child.ref();
    return this;
  }

  unref(): this {
    this.child.unref();
    return this;
  }
}

/** What ssh wrote before it gave up. */
export class SshError extends Error {
  override readonly name = 'SshError';
}
