import { asAnswers, flag, id, number, part, text, textMap, type Answer } from './answers';
import type { SwarmNode, SwarmResources, SwarmService, SwarmTask } from './port';

/** `GET /nodes`. */
export function readSwarmNodes(raw: unknown): readonly SwarmNode[] {
  return asAnswers(raw).map((node) => {
    const spec = part(node, 'Spec');
    const description = part(node, 'Description');
    const status = part(node, 'Status');
    return {
      id: id(node, 'ID'),
      hostname: text(description, 'Hostname'),
      role: text(spec, 'Role') === 'manager' ? 'manager' : 'worker',
      leader: flag(part(node, 'ManagerStatus'), 'Leader'),
      state: text(status, 'State'),
      availability: text(spec, 'Availability'),
      address: text(status, 'Addr'),
      engineVersion: text(part(description, 'Engine'), 'EngineVersion'),
      resources: readResources(part(description, 'Resources')),
    };
  });
}

/** `GET /services`. */
export function readSwarmServices(raw: unknown): readonly SwarmService[] {
  return asAnswers(raw).map((service) => {
    const spec = part(service, 'Spec');
    const template = part(spec, 'TaskTemplate');
    const resources = part(template, 'Resources');
    const mode = part(spec, 'Mode');
    return {
      id: id(service, 'ID'),
      name: text(spec, 'Name'),
      // The manager adds the digest that it pinned the tag to.
      image: text(part(template, 'ContainerSpec'), 'Image').replace(/@sha256:[0-9a-f]+$/, ''),
      mode: 'Global' in mode ? 'global' : 'Replicated' in mode ? 'replicated' : 'job',
      replicas: number(part(mode, 'Replicated'), 'Replicas'),
      labels: textMap(spec, 'Labels'),
      limits: readResources(part(resources, 'Limits')),
      reservations: readResources(part(resources, 'Reservations')),
    };
  });
}

/** `GET /tasks`. */
export function readSwarmTasks(raw: unknown): readonly SwarmTask[] {
  return asAnswers(raw).map((task) => {
    const status = part(task, 'Status');
    return {
      id: id(task, 'ID'),
      serviceId: id(task, 'ServiceID'),
      nodeId: id(task, 'NodeID'),
      slot: number(task, 'Slot'),
      state: text(status, 'State'),
      desiredState: text(task, 'DesiredState'),
      error: text(status, 'Err'),
      containerId: id(part(status, 'ContainerStatus'), 'ContainerID'),
    };
  });
}

function readResources(resources: Answer): SwarmResources {
  return {
    cpus: number(resources, 'NanoCPUs') / 1e9,
    memory: number(resources, 'MemoryBytes'),
    pids: number(resources, 'Pids'),
  };
}
