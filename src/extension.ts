/** Builds the parts and registers the features; awaits nothing slow. */
export function activate(): void {
  // Features are registered here as they land.
}
