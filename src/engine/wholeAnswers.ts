import { IncomingMessage } from 'node:http';
import { EngineError } from './port';

/** Bytes of an answer that is read whole: more than a thousand containers with all their labels take. */
const largestAnswer = 256 * 1024 * 1024;

/** Characters of an answer that is no JSON, such as a web page, which are told. */
const mostWords = 300;

/** What an engine answered with another status than the request wanted. */
class RefusedRequest extends Error {
  constructor(
    readonly statusCode: number,
    /** The answer, read as JSON where it is JSON. */
    readonly json: unknown,
  ) {
    const words = typeof json === 'string' ? json.trim().slice(0, mostWords) : '';
    super(words === '' ? `the engine answered with status ${statusCode}` : words);
  }
}

/** Which statuses of an answer are good: `true`, or words for what is wrong. */
type StatusCodes = Readonly<Record<number, string | boolean>>;

interface Request {
  readonly isStream?: boolean | undefined;
  readonly statusCodes?: StatusCodes | undefined;
}

type Callback = (error: Error | null, answer: object | null) => void;

/** The modem looks statuses up in here; which of them are good is for `settle` to say. */
const everyStatus: StatusCodes = new Proxy({}, { get: () => true });

/**
 * A modem's `dial` whose answers are read by this module. The modem's own way listens for the end of an answer alone,
 * which one that is cut in its body never has: it would never call back, whatever is aborted.
 */
export function withWholeAnswers<R extends Request>(
  dial: (request: R, callback: Callback) => void,
): (request: R, callback: Callback) => void {
  return (request, callback) => {
    const { isStream = false, statusCodes = {} } = request;
    dial({ ...request, isStream: true, statusCodes: everyStatus }, (error, answer) => {
      if (error !== null || !(answer instanceof IncomingMessage)) {
        callback(error, answer);
        return;
      }
      settle(answer, isStream, statusCodes).then(
        (value) => {
          callback(null, value);
        },
        (reason: unknown) => {
          callback(reason instanceof Error ? reason : new Error(String(reason)), null);
        },
      );
    });
  };
}

async function settle(answer: IncomingMessage, isStream: boolean, statusCodes: StatusCodes): Promise<object> {
  const status = answer.statusCode ?? 0;
  const good = statusCodes[status] === true;
  if (good && isStream) return answer;
  const body = await readBody(answer);
  if (!good) throw new RefusedRequest(status, body);
  // As the modem gives it: what is no JSON is for the readers of answers to refuse.
  return typeof body === 'object' && body !== null ? body : Buffer.from(String(body));
}

async function readBody(answer: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAnswer) throw new EngineError('not-docker', 'the answer never ends');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
