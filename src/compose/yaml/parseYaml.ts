import { msg, type Message } from '../../message';
import type { OffsetRange } from '../finding';
import type { SourceText, YamlNode } from '../yamlNodes';
import { aliasBomb, maxUnfolded } from './aliasBomb';
import { composeYaml, type ReadDocuments } from './composeYaml';
import { libraryYaml } from './libraryYaml';
import { quickYaml } from './quickYaml';
import { refusalProblem } from './refusalProblem';
import { YamlRefusal } from './scanCursor';
import { maxDepth, TooDeep } from './yamlCursor';

/** Why a text is not YAML, and where. */
export interface SyntaxProblem {
  readonly message: Message;
  readonly range: OffsetRange;
}

export interface ParsedYaml {
  readonly source: SourceText;
  /** The root of each document; an empty document is a null scalar. */
  readonly documents: readonly YamlNode[];
  /** In the order of the text. */
  readonly problems: readonly SyntaxProblem[];
  /** Whether nothing in it was out of the ordinary: see `quickYaml`. */
  readonly usual: boolean;
}

const bombMessage = msg(
  'Written out, the aliases of this file are more than {0} values: it is a mistake or a trap. Compose does not refuse it, but works on it for minutes or for ever; Unboxed does not read it.',
  maxUnfolded,
);

/** Parses YAML once into nodes that know where they were written. Never throws. */
export function parseYaml(source: SourceText): ParsedYaml {
  try {
    const quick = quickYaml(source);
    const read: ReadDocuments = quick ? { documents: quick, problems: [] } : readAll(source);
    const problems = [...read.problems].sort((a, b) => a.range.start - b.range.start);
    // Most files have no alias at all: they need not be counted.
    if (/[\s,[{]\*\w/.test(source.text))
      for (const document of read.documents) {
        const bomb = aliasBomb(document);
        if (bomb) problems.push({ message: bombMessage, range: { start: bomb.start, end: bomb.end } });
      }
    return { source, documents: read.documents, problems, usual: quick !== undefined };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const message = msg(
      'This is nested more than {0} levels deep: nobody can read it, and neither does Unboxed.',
      maxDepth,
    );
    return {
      source,
      documents: [],
      problems: [{ message, range: { start: error.at, end: error.at } }],
      usual: false,
    };
  }
}

/**
 * What Compose takes is read as Compose does. What it refuses is read by the `yaml` library, which goes on after an
 * error and says better what is wrong, where it finds anything wrong, too.
 */
function readAll(source: SourceText): ReadDocuments {
  try {
    return composeYaml(source);
  } catch (error) {
    if (!(error instanceof YamlRefusal)) throw error;
    const { documents, problems } = libraryYaml(source);
    return { documents, problems: problems.length > 0 ? problems : [refusalProblem(error, source.text)] };
  }
}
