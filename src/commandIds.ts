/** Every command of Unboxed. A test holds this list against package.json in both directions. */
export const commandIds = [
  'unboxed.openSampleStack',
  'unboxed.openWalkthrough',
  'unboxed.checkEngine',
  'unboxed.runFirstContainer',
  'unboxed.selectEngine',
  'unboxed.refreshContainers',
  'unboxed.inspectNamespaces',
  'unboxed.inspectNamespacesAsText',
  'unboxed.composeUp',
  'unboxed.changeDefaultPasswords',
  'unboxed.showOutput',
] as const;

export type CommandId = (typeof commandIds)[number];
