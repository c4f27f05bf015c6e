export const views = ['picture', 'table', 'compare', 'whatIf'] as const;
export type View = (typeof views)[number];

/** What the reader chose in the page; kept over a reload of the window. */
export interface PageChoices {
  readonly view: View;
  readonly zoom: number;
  readonly machines: boolean;
  readonly expanded: readonly string[];
  readonly compared: readonly string[];
}

export const firstChoices: PageChoices = {
  view: 'picture',
  zoom: 1,
  machines: false,
  expanded: [],
  compared: [],
};

/** The choices that a state kept, as far as they can be read. */
export function choicesFrom(state: unknown): PageChoices {
  if (typeof state !== 'object' || state === null || !('choices' in state)) return firstChoices;
  const kept = state.choices as Partial<PageChoices> | undefined;
  return {
    view: views.find((view) => view === kept?.view) ?? 'picture',
    zoom: typeof kept?.zoom === 'number' ? clampZoom(kept.zoom) : 1,
    machines: kept?.machines === true,
    expanded: texts(kept?.expanded),
    compared: texts(kept?.compared),
  };
}

export function clampZoom(zoom: number): number {
  return Math.min(3, Math.max(0.3, zoom));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
