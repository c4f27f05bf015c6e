import { msg, type Message } from '../../message';
import { knownText } from '../facts/knownText';
import { replaceScalar } from '../mapEdits';
import { fix, type Rule } from '../rule';
import { placeOf } from '../yamlNodes';

export const correctnessImageName: Rule = {
  id: 'correctness-image-name',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('`image` is no name that an image can have.'),
    why: msg(
      'A name is `registry/path:tag@digest`: the path in small letters, one tag of letters, digits, `_`, `.` and `-`, no protocol in front. `docker compose config` does not look; the engine does.',
    ),
    risk: msg('The image is neither pulled nor built: `invalid reference format`, and nothing starts.'),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  web:
    image: registry.example.org:5000/team/web-app:1.0_rc.1
  pinned:
    image: nginx:1.27@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
  variable:
    image: \${REGISTRY}/web:\${TAG:-1}
`,
    ],
    bad: [
      `services:
  web:
    image: MyApp:1.0
`,
      `services:
  web:
    image: "nginx:"
  site:
    image: https://hub.docker.com/r/library/nginx
`,
      `services:
  web:
    image: "nginx:1.27 "
`,
    ],
  },
  checkService(service, { report }) {
    const node = service.get('image');
    const name = knownText(service, node);
    if (node?.type !== 'scalar' || name === undefined || name.trim() === '' || isReference(name)) return;
    const better = betterName(name);
    report({
      place: placeOf(node),
      message: reasonOf(name),
      fixes:
        better !== undefined && name === node.text
          ? fix(msg('Write `{0}`', better), replaceScalar(node, better))
          : [],
    });
  },
};

const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const domain =
  '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[[\\da-fA-F:]+\\])(?::\\d+)?';
const tag = '\\w[\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[\\da-fA-F]{32,}';
/** The grammar of github.com/distribution/reference. */
const reference = new RegExp(`^(?:${domain}/)?${part}(?:/${part})*(?::${tag})?(?:@${digest})?$`);

const isReference = (name: string): boolean => reference.test(name);

/** The name that was surely meant; undefined where that is not sure. */
function betterName(name: string): string | undefined {
  const bare = name.trim().replace(/^["'“”„‟‘’«»]+|["'“”„‟‘’«»]+$/g, '');
  const better = [bare, bare.replace(/:$/, '')].find((one) => one !== '' && isReference(one));
  return better;
}

function reasonOf(name: string): Message {
  const said = '“invalid reference format”';
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(name))
    return msg('`{0}` is an address, no image name: leave out the protocol ({1}).', name, said);
  if (/["'“”„‟‘’«»]/.test(name))
    return msg(
      '`{0}` has quotation marks in the name of the image: the engine refuses it ({1}).',
      name,
      said,
    );
  if (/\s/.test(name))
    return msg('`{0}` has a blank in the name of the image: the engine refuses it ({1}).', name, said);
  const [rest = '', ...digests] = name.split('@');
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const path = colon < 0 ? rest : rest.slice(0, colon);
  const written = colon < 0 ? undefined : rest.slice(colon + 1);
  if (digests.length > 0 && !new RegExp(`^${digest}$`).test(digests.join('@')))
    return msg(
      'After `@` comes a digest such as `sha256:…`, not `{0}`: the engine refuses it ({1}). A tag comes after `:`.',
      digests.join('@'),
      said,
    );
  if (/[A-Z]/.test(path))
    return msg(
      'The name of an image is written in small letters, not `{0}`: the engine refuses it (“repository name must be lowercase”).',
      path,
    );
  if (written === '')
    return msg('After the `:` of `{0}` there is no tag: the engine refuses it ({1}).', name, said);
  if (written !== undefined && !new RegExp(`^${tag}$`).test(written))
    return msg(
      'The tag `{0}` is none: it takes up to 128 letters, digits, `_`, `.` and `-`; the engine refuses it ({1}).',
      written,
      said,
    );
  return msg('`{0}` is no name of an image: the engine refuses it ({1}).', name, said);
}
