/** Tries until it succeeds; after `timeout` milliseconds fails as the last try did. For what outer processes do. */
export async function eventually<T>(attempt: () => T | Promise<T>, timeout = 60_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
