import { msg, type Message } from '../message';
import type { EngineEndpoint, EngineFailureKind } from '../engine/port';

/** A next step that a button can offer; the words of the button are the feature's. */
export type AdviceAction = 'install' | 'start' | 'join-group' | 'choose-engine' | 'retry';

export interface EngineAdvice {
  /** One sentence: why the engine can't be reached. */
  readonly reason: Message;
  /** One sentence: what to do about it. */
  readonly step: Message;
  readonly action: AdviceAction;
}

export interface EngineFailureFacts {
  readonly reason: EngineFailureKind;
  readonly subject: string;
  readonly detail: string;
}

/** What to tell a person about an engine that can't be reached. */
export function engineAdvice(
  { reason, subject, detail }: EngineFailureFacts,
  endpoint: Pick<EngineEndpoint, 'name' | 'host'>,
): EngineAdvice {
  const ssh = endpoint.host.startsWith('ssh://');
  switch (reason) {
    case 'not-installed':
      return ssh
        ? advice(
            msg('ssh or, on the other machine, the docker command was not found.'),
            msg('Install the docker command there and check that “ssh {0} docker version” works.', subject),
            'choose-engine',
          )
        : advice(
            msg('No container engine is installed on this machine.'),
            msg('Install Docker Engine or Docker Desktop; the course and the linter work meanwhile.'),
            'install',
          );
    case 'not-running':
      return advice(
        msg('Nothing listens at {0}: the engine is not running.', endpoint.host),
        msg('Start Docker (for example “sudo systemctl start docker”, or open Docker Desktop).'),
        'start',
      );
    case 'permission-denied':
      return permissionAdvice(subject, endpoint, ssh);
    case 'context-not-found':
      return advice(
        msg('The docker context “{0}” does not exist.', endpoint.name),
        msg('Choose another engine, or create the context with “docker context create”.'),
        'choose-engine',
      );
    case 'dns':
      return advice(
        msg('The name “{0}” of the engine’s machine can’t be resolved.', subject),
        msg('Check the name and the network, or choose another engine.'),
        'choose-engine',
      );
    case 'tls':
      return ssh
        ? advice(
            msg('ssh does not trust the key of {0}.', subject),
            msg('Connect once with ssh in a terminal and check the key’s fingerprint.'),
            'retry',
          )
        : advice(
            msg('The secure connection to {0} failed: {1}.', subject, detail),
            msg('Check that the certificates belong to this engine and that its port speaks TLS.'),
            'choose-engine',
          );
    case 'timeout':
      return advice(
        msg('The engine at {0} does not answer in time.', endpoint.host),
        msg('It may be paused, overloaded or behind a firewall; Unboxed keeps trying.'),
        'retry',
      );
    case 'refused':
      return advice(
        msg('{0} refuses the connection.', endpoint.host),
        msg('Check that the engine listens there, or choose another engine.'),
        'choose-engine',
      );
    case 'not-docker':
      return advice(
        msg('What answers at {0} is not a container engine.', endpoint.host),
        msg('Check the address and its port, or choose another engine.'),
        'choose-engine',
      );
    case 'lost':
      return advice(
        msg('The connection to the engine was lost.'),
        msg('Unboxed connects again by itself as soon as the engine answers.'),
        'retry',
      );
    case 'not-found':
    case 'conflict':
    case 'unknown':
      return advice(
        msg('The engine answered with an error: {0}', detail),
        msg('Try again, or choose another engine.'),
        'retry',
      );
  }
}

function permissionAdvice(group: string, endpoint: Pick<EngineEndpoint, 'host'>, ssh: boolean): EngineAdvice {
  if (ssh)
    return advice(
      msg('ssh was not let in at {0}.', group),
      msg('Check your key and that your ssh agent holds it.'),
      'retry',
    );
  if (group === '' || !/^(unix:\/\/)?\//.test(endpoint.host))
    return advice(
      msg('You may not use the engine at {0}.', endpoint.host),
      msg('Ask for access to it, or choose another engine.'),
      'choose-engine',
    );
  return advice(
    msg('You may not use the engine’s socket: it belongs to the group “{0}”.', group),
    msg(
      'Join it with “sudo usermod -aG {0} $USER” and log in again; members of the group are as mighty as root.',
      group,
    ),
    'join-group',
  );
}

function advice(reason: Message, step: Message, action: AdviceAction): EngineAdvice {
  return { reason, step, action };
}
