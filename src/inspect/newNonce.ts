import { randomBytes } from 'node:crypto';

/** A word that only the page of this moment knows, so that no other script runs in it. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}
