/** Can a window be shown here? macOS and Windows always can; elsewhere a display must be named. */
export function hasDesktop(): boolean {
  return (
    process.platform === 'darwin' ||
    process.platform === 'win32' ||
    Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  );
}
