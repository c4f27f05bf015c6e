import { msg, type Message } from '../message';
import { lintCommand } from './lintCommand';
import { explainCommand, rulesCommand } from './rulesCommand';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

const help = msg(
  `unboxed: lint compose files and explain what they do

  unboxed lint FILE…       what is worth changing in these compose files (folders and globs too, - for what comes in)
  unboxed rules            every rule, and how it counts in each profile
  unboxed explain RULE…    what a rule looks for and why it matters
  unboxed --help           this text
  unboxed --version        the version

Options of lint:
  --profile PROFILE        learn (default), recommended or strict
  --format FORMAT          text (default), json, sarif or github
  --fail-on SEVERITY       exit with 1 from this severity on: error (default), warning, info or hint
  --fix                    apply the fixes that need no decision, and print what is left
  --diff                   print what --fix would change, and change nothing
  --baseline FILE          leave out the findings that this file holds
  --write-baseline FILE    write the findings of today to this file, to leave them out tomorrow
  -f, --file FILE          a compose file that is run together with the other -f, in this order
  --env-file FILE          a file of variables, instead of .env
  --stdin-name FILE        the name that - stands for

Files that belong to a file (its override, what it includes or extends, .env) are read along; what is to be said
of them is said under their name.

A .unboxed.yaml in the folder of a file or above it sets the profile and the severity of rules.
A comment leaves findings out: # unboxed-disable-line, -next-line or -file, with the rules' ids or for all.

Exit codes: 0 clean, 1 findings, 2 a file cannot be read or is not YAML.
`,
);

/** Runs one command line and returns its exit code. */
export function runCli(args: readonly string[], terminal: Terminal, version: string): number {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case 'lint':
        if (rest.includes('--help') || rest.includes('-h')) return print(help, terminal);
        return lintCommand(rest, terminal, version);
      case 'rules':
        return rulesCommand(terminal);
      case 'explain':
        return explainCommand(rest, terminal);
      case '--version':
      case '-V':
        terminal.out(`${version}\n`);
        return 0;
      case '--help':
      case '-h':
      case 'help':
        return print(help, terminal);
      case undefined:
        terminal.err(terminal.say(help));
        return 2;
      default:
        throw new UsageError(msg('There is no command {0}.', JSON.stringify(command)));
    }
  } catch (error) {
    const explanation = usageProblem(error);
    if (!explanation) throw error;
    terminal.err(`unboxed: ${terminal.say(explanation)}\n${terminal.say(msg('See unboxed --help.'))}\n`);
    return 2;
  }
}

function print(text: Message, terminal: Terminal): number {
  terminal.out(terminal.say(text));
  return 0;
}

function usageProblem(error: unknown): Message | undefined {
  if (error instanceof UsageError) return error.explanation;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!(error instanceof TypeError) || !code.startsWith('ERR_PARSE_ARGS')) return undefined;
  // Node’s own words are English, and speak to who wrote the program.
  const option = /'([^' ,]+)/.exec(error.message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return msg('There is no option {0}.', option);
  if (error.message.includes('does not take')) return msg('{0} takes no value.', option);
  return msg('{0} needs a value.', option);
}
