import path from 'node:path';
import { baselineOf, baselineText, parseBaseline, type Baseline } from '../compose/control/baseline';
import { placesInText } from '../compose/control/placeNames';
import { msg } from '../message';
import type { FileReport } from './lintReport';
import { replaceFile } from './replaceFile';
import { readSource } from './sourceFile';
import { UsageError } from './usageError';

/** The name of a compose file in a baseline: from the baseline's folder, with forward slashes. */
export function nameInBaseline(baseline: string, file: string): string {
  return path.relative(path.dirname(path.resolve(baseline)), path.resolve(file)).replaceAll('\\', '/');
}

export function readBaseline(file: string): Baseline {
  const read = readSource(file);
  const baseline = 'text' in read ? parseBaseline(read.text) : undefined;
  if (baseline === 'earlier')
    throw new UsageError(
      msg(
        '{0} was written by another version, which told findings apart by other marks. Write it anew with --write-baseline.',
        file,
      ),
    );
  if (baseline) return baseline;
  throw new UsageError(msg('{0} is no baseline that can be read.', file));
}

export function writeBaseline(file: string, reports: readonly FileReport[]): void {
  const baseline = Object.fromEntries(
    reports
      .filter(({ findings }) => findings.length > 0)
      .map((report) => [
        nameInBaseline(file, report.file),
        baselineOf(report.findings, placesInText(report.text, report.file)),
      ]),
  );
  try {
    replaceFile(file, baselineText(baseline));
  } catch (error) {
    throw new UsageError(
      msg('{0} cannot be written ({1}).', file, (error as NodeJS.ErrnoException).code ?? ''),
    );
  }
}
