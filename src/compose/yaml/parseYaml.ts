import { msg, type Message } from '../../message';
import type { OffsetRange } from '../finding';
import type { SourceText, YamlNode } from '../yamlNodes';
import { aliasBomb, maxUnfolded } from './aliasBomb';
import { causeOfRefusal } from './causeOfRefusal';
import { composeYaml, type ReadDocuments } from './composeYaml';
import { libraryYaml } from './libraryYaml';
import { quickYaml } from './quickYaml';
import { refusalProblem } from './refusalProblem';
import { YamlRefusal } from './scanCursor';
import { lineAt } from './textLine';
import { maxDepth, TooDeep } from './yamlCursor';

/** Why a text is not YAML, and where. */
export interface SyntaxProblem {
  readonly message: Message;
  readonly range: OffsetRange;
  /** Where only the blanks at the beginning of its line are wrong: what is wrong with them. */
  readonly fault?: 'indentation' | 'tab';
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
 * error; where the cause is known better than to it, that is said, and of the rest only further tabs: all else may
 * follow from it.
 */
function readAll(source: SourceText): ReadDocuments {
  try {
    return composeYaml(source);
  } catch (error) {
    if (!(error instanceof YamlRefusal)) throw error;
    const { text } = source;
    const { documents, problems, open } = libraryYaml(source);
    const cause = open ? undefined : causeOfRefusal(error, text);
    if (cause) {
      const last = lineAt(text, Math.max(error.at, cause.range.start)).start;
      const tabs = problems.filter(({ fault, range }) => fault && lineAt(text, range.start).start > last);
      return { documents, problems: [cause, ...tabs] };
    }
    return { documents, problems: problems.length > 0 ? problems : [refusalProblem(error, text)] };
  }
}
