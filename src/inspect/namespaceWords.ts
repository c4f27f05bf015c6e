import { msg, type Message } from '../message';
import type { DeclaredMode, NamespaceFact } from '../kernel/namespaceSharing';
import type { InspectFacts } from './inspectFacts';
import { visibleText } from '../platform/visibleText';

/** Whose namespace it is, in two to five words. */
export function sharingWords(fact: NamespaceFact, facts: InspectFacts): Message {
  const { observed } = fact;
  switch (observed.kind) {
    case 'own':
      return msg('its own');
    case 'host':
      return msg('the host’s');
    case 'shared':
      if (observed.withEngine !== true) return msg('shared with {0}', containerNames(observed.with, facts));
      return observed.with.length === 0
        ? msg('the rootless engine’s, not the host’s')
        : msg('the rootless engine’s, shared with {0}', containerNames(observed.with, facts));
    case 'unknown':
      return msg('not known');
  }
}

/** What was asked for when the container was created. */
export function declaredWords(declared: DeclaredMode, facts: InspectFacts): Message {
  switch (declared.kind) {
    case 'always-private':
      return msg('always its own');
    case 'private':
      return declared.raw === '' || declared.raw === 'private'
        ? msg('private')
        : msg('private, network “{0}”', visibleText(declared.raw, 60));
    case 'host':
      return msg('host');
    case 'none':
      return msg('none');
    case 'shareable':
      return msg('private, may be shared');
    case 'default':
      return msg('default of the engine');
    case 'container':
      return msg('that of {0}', containerNames([declared.container ?? ''], facts));
  }
}

/** Names of containers by id or by the beginning of one; what is not among the facts keeps its short id. */
export function containerNames(ids: readonly string[], facts: InspectFacts): string {
  return ids
    .map((id) => {
      const known = facts.containers.find(
        (container) =>
          container.id === id || container.name === id || (id.length >= 12 && container.id.startsWith(id)),
      );
      return known === undefined ? id.slice(0, 12) : visibleText(known.name, 60);
    })
    .join(', ');
}
