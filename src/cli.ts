#!/usr/bin/env node
import path from 'node:path';
import { version } from '../package.json';
import { readStdin } from './cli/readStdin';
import { runCli } from './cli/runCli';
import { speaker, type Terminal } from './cli/terminal';
import { languageOf, loadTranslations } from './cli/translations';
import { msg } from './message';

const { env, stdout, stderr } = process;
const written: string[] = [];
const terminal: Terminal = {
  out: (text) => written.push(text),
  err: (text) => stderr.write(text),
  colours: stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
  errIsTerminal: stderr.isTTY,
  readStdin,
  environment: env,
  say: speaker(loadTranslations(languageOf(env), path.join(__dirname, 'l10n')), languageOf(env)),
};

// A reader that has seen enough (`| head`) closes the pipe: that is no error. A full disk is one, in one line.
stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.exitCode = 2;
  stderr.write(`unboxed: ${terminal.say(msg('The output cannot be written ({0}).', code ?? message))}\n`);
});
stderr.on('error', () => {
  // Nobody listens any more, and there is nowhere else to say so: the exit code tells.
});
try {
  process.exitCode = runCli(process.argv.slice(2), terminal, version);
} catch (error) {
  // A defect of ours must not look like findings, which are exit code 1.
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}
// One write at the end, never followed by process.exit: a pipe takes large outputs in pieces.
stdout.write(written.join(''));
