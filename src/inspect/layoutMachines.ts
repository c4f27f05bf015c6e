import type { Picture, Rect } from './picture';

/** What the same workload would need as virtual machines, drawn at the right of the picture of containers. */
export interface Machines {
  /** Place of the whole, beside the picture. */
  readonly rect: Rect;
  readonly machines: readonly Machine[];
  readonly hypervisor: Rect;
  readonly kernel: Rect;
}

/** The machine that takes the place of a container, or one for each container of a group. */
export interface Machine {
  /** Id of the column whose place it takes. */
  readonly column: string;
  /** How many machines that are. */
  readonly count: number;
  readonly rect: Rect;
  readonly programs: Rect;
  readonly guestKernel: Rect;
  readonly hardware: Rect;
}

const distance = 40;
const machineWidth = 156;
const gap = 14;
const inset = 10;
const titleHeight = 46;
const hypervisorHeight = 46;

/** Places one machine for each column of the picture but the host, at the same heights as the picture. */
export function layoutMachines(picture: Picture): Machines {
  const left = picture.width + distance;
  const columns = picture.columns.filter(({ kind }) => kind !== 'host');
  const top = picture.columns[0]?.rect.y ?? 0;
  const hypervisorTop = picture.kernel.y - hypervisorHeight - 6;
  const height = hypervisorTop - gap - top;
  const width = Math.max(1, columns.length) * (machineWidth + gap) - gap;
  const part = (height - titleHeight - 3 * inset) / 3;
  return {
    rect: {
      x: left,
      y: picture.rootCgroup.y,
      width,
      height: picture.kernel.y + picture.kernel.height - picture.rootCgroup.y,
    },
    machines: columns.map((column, index) => {
      const x = left + index * (machineWidth + gap);
      const layer = (at: number) => ({
        x: x + inset,
        y: top + titleHeight + at * (part + inset),
        width: machineWidth - 2 * inset,
        height: part,
      });
      return {
        column: column.id,
        count: column.containers.length,
        rect: { x, y: top, width: machineWidth, height },
        programs: layer(0),
        guestKernel: layer(1),
        hardware: layer(2),
      };
    }),
    hypervisor: { x: left, y: hypervisorTop, width, height: hypervisorHeight },
    kernel: { x: left, y: picture.kernel.y, width, height: picture.kernel.height },
  };
}
