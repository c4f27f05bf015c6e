import { applicationImages } from './applicationImages';
import type { KnownImage } from './knownImage';
import { storeImages } from './storeImages';

/** What is known of images that take secrets. */
export const knownImages: readonly KnownImage[] = [...storeImages, ...applicationImages];
