export interface Disposable {
  dispose(): void;
}

/** Runs `release` at the first call of dispose only. */
export function disposable(release: () => void): Disposable {
  let done = false;
  return {
    dispose: () => {
      if (done) return;
      done = true;
      release();
    },
  };
}
