import { EngineError, type Engine } from '../../engine/port';

/**
 * The best shell that runs in a container; undefined when none does. Throws `EngineError` where the engine could not
 * be asked: that says nothing of the image.
 */
export async function findShell(engine: Pick<Engine, 'exec'>, id: string): Promise<string | undefined> {
  for (const shell of ['bash', 'ash', 'sh']) {
    try {
      const { exitCode } = await engine.exec(id, [shell, '-c', 'exit 0']);
      if (exitCode === 0) return shell;
    } catch (error) {
      if (!isAboutProgram(error)) throw error;
    }
  }
  return undefined;
}

/** The engine refuses to start a program that is not there; older ones say so by an exit code. */
function isAboutProgram(error: unknown): boolean {
  return (
    error instanceof EngineError &&
    (error.kind === 'unknown' || error.kind === 'not-found') &&
    !/no such (?:container|exec)/i.test(error.detail)
  );
}
