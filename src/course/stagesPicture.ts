import type { Message } from '../message';
import type { Stage } from './exercise';
import { escapeHtml } from './richText';

const width = 480;
const head = 26;
const margin = 10;
const coreHeight = 44;

/** A process with a frame around it for each part that it has for itself: it grows with each stage. */
export function stagesPicture(
  stages: readonly Stage[],
  core: string,
  t: (message: Message) => string,
): string {
  const reached = stages.filter((stage) => stage.reached);
  const height = coreHeight + reached.length * (head + margin);
  // The last one that was added is the outermost.
  const frames = [...reached].reverse().map((stage, depth) => {
    const inset = depth * margin;
    const y = depth * head + 1;
    const text = escapeHtml(`${t(stage.label)} – ${stage.seen ?? ''}`);
    return `<rect class="frame" x="${inset + 1}" y="${y}" width="${width - 2 * inset - 2}" height="${height - y - depth * margin - 1}" rx="6"/><text x="${inset + 12}" y="${y + 18}">${text}</text>`;
  });
  const x = reached.length * margin + 8;
  const y = reached.length * head + 6;
  return `<svg class="stages" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(core)}">${frames.join('')}<rect class="core" x="${x}" y="${y}" width="${width - 2 * x}" height="${coreHeight - 14}" rx="4"/><text class="core" x="${width / 2}" y="${y + 20}" text-anchor="middle">${escapeHtml(core)}</text></svg>`;
}
