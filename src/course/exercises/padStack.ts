import { msg, type Message } from '../../message';
import type { Exercise } from '../exercise';
import type { StackFacts } from '../facts';

const services = ['database', 'app'] as const;
/** Those of walkthroughs/sample/compose.yaml. */
export const padImages = ['postgres:16-alpine', 'hackmdio/hackmd:2.4.2', 'nginx:1.27-alpine'] as const;

/** Chapter 2: the sample stack runs with a password of the learner's own and port 80 leads to the pad. */
export const padStack: Exercise = {
  id: 'padStack',
  title: msg('The pad, with a password of your own'),
  goal: msg('Start the pad with a password of your own, and reach it through port 80.'),
  check: ({ stacks }) => stacks.some((stack) => missing(stack).length === 0),
  hints: ({ stacks }) => {
    const [stack] = stacks;
    return stack
      ? missing(stack)
      : [
          msg(
            'No compose file with the services “database” and “app” is open or in this folder. Open the sample stack first.',
          ),
        ];
  },
  steps: [
    msg('Open the sample stack and read its file.'),
    msg('Change the default password, in both places, before the first start.'),
    msg('Start the stack, then open http://localhost in a browser: you should land on the pad.'),
  ],
  solution: () => ['docker compose up --detach'],
  explanation: [
    msg(
      'Compose made one network on which each service is found by its name, so the app reaches “database” without knowing an address.',
    ),
    msg(
      'The password stands in the environment of the database and in the URL of the app. PostgreSQL writes it into its volume at the first start; from then on the file alone can’t change it.',
    ),
    msg(
      'The pad is open to the network of this machine, and with `restart: unless-stopped` it is back after a reboot, until it is stopped: `docker compose stop`.',
    ),
  ],
  errata: [
    {
      course: msg('The stack is started with `docker-compose up`.'),
      today: msg(
        'Compose v1 has had no support since July 2023: the command is `docker compose up`, and the key `version:` is obsolete.',
      ),
      source: 'https://docs.docker.com/compose/releases/migrate/',
    },
    {
      course: msg('The pad’s software is CodiMD.'),
      today: msg('hackmdio/codimd keeps the name; the community’s fork is HedgeDoc.'),
      source: 'https://hedgedoc.org/history/',
    },
  ],
  stack: true,
  images: () => padImages,
  action: { command: 'unboxed.openSampleStack', label: msg('Open the Sample Stack') },
};

/** What the stack still lacks, in the order in which it should be done. */
function missing(stack: StackFacts): Message[] {
  const lacks: Message[] = [];
  if (stack.defaultPasswords === undefined) lacks.push(msg('“{0}” could not be read.', stack.file));
  else if (stack.defaultPasswords > 0)
    lacks.push(
      stack.defaultPasswords === 1
        ? msg('“{0}” still holds a default password, in one place: all copies must be the same.', stack.file)
        : msg(
            '“{0}” still holds a default password, in {1} places. Change all copies together.',
            stack.file,
            stack.defaultPasswords,
          ),
    );
  const down = services.filter((service) => stack.services[service] !== 'running');
  for (const service of down)
    lacks.push(
      stack.services[service] === 'stopped'
        ? msg('The service “{0}” has stopped. Its logs say why.', service)
        : msg('The service “{0}” does not run yet. Start the stack.', service),
    );
  if (down.length > 0) return lacks;
  return [...lacks, ...outdated(stack), ...unreachable(stack)];
}

/** What runs must be what the file says: a password that was changed in the file only is not changed. */
function outdated({
  file,
  drifted,
  runningDefaultPasswords: defaults,
  defaultPasswords,
}: StackFacts): Message[] {
  if (drifted === undefined || defaults === undefined)
    return [msg('“{0}” could not be compared with what runs.', file)];
  if (defaults > 0 && defaultPasswords === 0)
    return [
      msg(
        'The containers that run still have the default password: they were started before “{0}” was changed. Start the stack again.',
        file,
      ),
    ];
  return drifted.length > 0
    ? [msg('These services differ from the file: {0}. Start the stack again.', drifted.join(', '))]
    : [];
}

function unreachable({ pad, services: states }: StackFacts): Message[] {
  if (!pad) return [msg('The services run; the pad is being asked whether it answers.')];
  if (pad.padPort === undefined)
    return [msg('The service “{0}” publishes no port, so no browser can reach the pad.', 'app')];
  if (!pad.padAnswers)
    return [msg('Nothing answers on port {0} yet. The pad takes a minute at its first start.', pad.padPort)];
  if (states['proxy'] !== 'running')
    return [msg('The service “{0}” does not run yet. Start the stack.', 'proxy')];
  if (pad.proxyPort === undefined)
    return [msg('The service “{0}” publishes no port, so nobody is redirected.', 'proxy')];
  if (pad.redirect === undefined)
    return [msg('Port {0} answers without a redirect. Look at nginx/default.conf.', pad.proxyPort)];
  if (!leadsTo(pad.redirect, pad.padPort))
    return [
      msg(
        'Port {0} redirects to “{1}”, but the pad listens on port {2}.',
        pad.proxyPort,
        pad.redirect,
        pad.padPort,
      ),
    ];
  return [];
}

/** Does a redirect's `Location` name the port? Without a port it means 80 or 443. */
export function leadsTo(location: string, port: number): boolean {
  const match = /^(https?):\/\/(?:\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i.exec(location);
  if (!match) return false;
  return Number(match[2] ?? (match[1]?.toLowerCase() === 'https' ? 443 : 80)) === port;
}
