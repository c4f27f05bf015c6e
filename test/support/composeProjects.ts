/** Small projects of several files, as a table for tests. */
export interface ComposeProject {
  readonly files: Readonly<Record<string, string>>;
  /** `-f` in this order; left to Compose where it is not given. The first is the one that is looked at. */
  readonly together?: readonly string[];
  readonly envFiles?: readonly string[];
}

const everything = `services:
  web:
    image: a
    ports: ["80:80", "127.0.0.1:90:90/udp"]
    environment: {A: "1", B: "2"}
    command: [x, y]
    networks: [front]
    depends_on: [db]
    labels: [a=b]
    dns: 1.1.1.1
    env_file: a.env
    build: .
    healthcheck: {test: [CMD, x], interval: 5s}
    logging: {driver: syslog, options: {a: b}}
    deploy: {resources: {limits: {cpus: "1", memory: 1g}}}
    volumes: ["./a:/data", "vol:/x"]
    ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}
    cap_add: [NET_ADMIN]
    security_opt: [a]
    expose: ["80"]
    tmpfs: /run
    secrets: [s]
    sysctls: {net.core.somaxconn: 1}
    group_add: [a]
    init: true
    user: u
    profiles: [p]
    devices: ["/dev/a:/dev/x"]
    links: [db]
    cap_drop: [ALL]
  db: {image: db}
networks: {front: {}, back: {}}
volumes: {vol: {}}
secrets: {s: {file: ./s}, t: {file: ./t}}
`;

const more = `services:
  web:
    image: b
    ports: ["80:80", {target: 90, published: "90", host_ip: 127.0.0.1, protocol: udp}, "81:81"]
    environment: ["B=3", C=4]
    command: z
    networks: {back: {aliases: [q]}}
    depends_on: {other: {condition: service_healthy}}
    labels: {a: c, d: e}
    dns: [2.2.2.2, 1.1.1.1]
    env_file: [b.env]
    build: {dockerfile: X}
    healthcheck: {test: y}
    logging: {driver: json-file, options: {c: d}}
    deploy: {resources: {limits: {memory: 2g}}}
    volumes: ["./b:/data", {type: volume, source: vol, target: /y}]
    ulimits: {nproc: {soft: 1, hard: 3}, nofile: {soft: 7, hard: 8}}
    cap_add: [NET_ADMIN, SYS_ADMIN]
    security_opt: [b]
    expose: [80, "81"]
    tmpfs: [/run, /tmp]
    secrets: [{source: t, target: s}, s]
    sysctls: ["net.core.somaxconn=2"]
    group_add: [b]
    profiles: [p, q]
    devices: ["/dev/b:/dev/x"]
    links: [db, other]
  other: {image: o}
`;

export const composeProjects: Readonly<Record<string, ComposeProject>> = {
  'a service that an override takes away': {
    files: {
      'compose.yaml': 'services:\n  web: {image: busybox}\n  other: {image: busybox}\n',
      'compose.override.yaml': 'services:\n  web: !reset null\n',
    },
  },
  'an override beside the file': {
    files: {
      'compose.yaml': everything,
      'compose.override.yaml': more,
      'a.env': 'A=env\nZ=a\n',
      'b.env': 'Z=b\n',
    },
  },
  'documents of one file': {
    files: { 'compose.yaml': `${everything}---\n${more}`, 'a.env': 'A=env\nZ=a\n', 'b.env': 'Z=b\n' },
  },
  'files in the order of -f': {
    files: { 'one.yaml': everything, 'sub/two.yaml': more, 'a.env': '', 'b.env': 'Z=b\n' },
    together: ['one.yaml', 'sub/two.yaml'],
  },
  'the other way round': {
    files: { 'one.yaml': everything, 'two.yaml': more, 'a.env': '', 'b.env': 'Z=b\n' },
    together: ['two.yaml', 'one.yaml'],
  },
  '!reset and !override': {
    files: {
      'compose.yaml': `services:
  web:
    image: a
    ports: ["80:80"]
    environment: {A: "1", B: "2"}
    command: [x, y]
    user: root
    labels: {a: b}
    deploy: {resources: {limits: {cpus: "1", memory: 1g}}}
    networks: [a, b]
networks: {a: {}, b: {}}
`,
      'compose.override.yaml': `services:
  web:
    ports: !override ["81:81"]
    environment: {A: !reset null, C: "3"}
    command:
    user: !reset null
    labels: !reset {}
    deploy: {resources: {limits: !override {memory: 2g}}}
    networks: !override [b]
    cap_add: !reset [X]
`,
    },
  },
  'services that extend services of other files': {
    files: {
      'compose.yaml': `services:
  web:
    extends: {file: sub/common.yaml, service: base}
    image: a
    ports: !reset null
    environment: {A: !reset null, C: "3"}
    volumes: ["./x:/y"]
  same:
    extends: web
    volumes: !override ["./l:/l"]
    user: !reset null
  again:
    image: x
    extends: {service: same}
  dep: {image: o}
`,
      'sub/common.yaml': `services:
  base:
    extends: {file: deep/base.yaml, service: root}
    build: ./ctx
    ports: ["80:80"]
    environment: {A: "1", V: "\${V:-v}", D: $DOT}
    env_file: ./b.env
    volumes: ["./x:/y", "./z:/z"]
    container_name: cn
    user: u
`,
      'sub/deep/base.yaml': `services:
  root:
    extends: other
    command: hi
    volumes: ["./deep:/deep"]
  other:
    labels: {deep: "1"}
---
services:
  root:
    labels: {second: "2"}
`,
      'sub/b.env': 'E=1\nA=file\n',
      '.env': 'DOT=dot\n',
    },
  },
  'files that are included': {
    files: {
      'compose.yaml': `include:
  - inc/compose.yaml
  - path: [sub/two/a.yaml, sub/two/b.yaml]
    project_directory: sub
    env_file: sub/two/my.env
services:
  web: {image: "w:\${TAG}", depends_on: [api, two], networks: [n]}
`,
      '.env': 'TAG=main\n',
      'inc/.env': 'TAG=inc\nONLY=inc\n',
      'inc/compose.yaml': `services:
  api: {image: "a:\${TAG}-\${ONLY}", volumes: ["./d:/d"], networks: [n]}
networks: {n: {}}
`,
      'inc/compose.override.yaml': 'services: {api: {image: not-read}}\n',
      'sub/two/my.env': 'TAG=two\nTWO=2\n',
      'sub/x.env': 'E=1\n',
      'sub/two/a.yaml': `services:
  two: {image: "t:\${TAG}-\${TWO}", volumes: ["./d:/d"], env_file: x.env}
`,
      'sub/two/b.yaml': 'services:\n  two: {labels: {x: y}, volumes: ["./e:/e"]}\n',
    },
  },
  'an override of an included service, and includes that meet': {
    files: {
      'compose.yaml': 'include: [one.yaml, two.yaml]\nservices: {own: {image: own}}\n',
      'compose.override.yaml': 'include: [three.yaml]\nservices: {base: {labels: {z: z}}}\n',
      'one.yaml': 'include: [base.yaml]\n',
      'two.yaml': 'include: [base.yaml]\n',
      'three.yaml': 'services: {three: {image: "3"}}\n',
      'base.yaml': 'services: {base: {image: b, build: ./b}}\n',
    },
  },
  'hosts and ports that variables hide': {
    files: {
      'compose.yaml': `services:
  a: {image: x, extra_hosts: ["one:1.1.1.1", two=2.2.2.2], ports: ["\${P:-8080}:80", "90:90"]}
  b: {image: x, extra_hosts: ["one:1.1.1.1"], volumes: ["./a:\${D:-/data}"]}
  c: {image: x, extra_hosts: {one: 1.1.1.1}}
`,
      'compose.override.yaml': `services:
  a: {extra_hosts: {one: 9.9.9.9, three: 3.3.3.3}, ports: ["8080:80", "\${Q:-90}:90"]}
  b: {extra_hosts: ["four:4.4.4.4", "one:9.9.9.9"], volumes: ["./b:/data"]}
  c: {extra_hosts: {one: 9.9.9.9}}
`,
    },
  },
  'variables of env files': {
    files: {
      'compose.yaml': `services:
  web:
    image: "x:\${K}"
    env_file: [one.env, {path: nope.env, required: false}, two.env]
    environment: [FROMDOT, A=own, "I=\${K}", "E=", "N=\${A:-\${K:-x}}", "O=\${FROMDOT:+yes}"]
    labels: {A: "\${A:-none}", K: "$K", Q: "a$$b"}
  more:
    image: x
    environment: {FROMDOT: , NUM: 5, BOOL: true, EMPTY: ""}
`,
      '.env': 'FROMDOT=dot\nK=k$FROMDOT\nB=dotB\n',
      'one.env': 'A=1\nB=1\nC=${FROMDOT}-x\nBARE\nB\nD=$A\n',
      'two.env': "A=2\nE=2\nS='plain'\n",
    },
  },
  'variables of chosen env files': {
    files: {
      'compose.yaml': 'services: {web: {image: "x:${A}-${B}-${C:-none}"}}\n',
      '.env': 'C=not read\n',
      'one.env': 'A=1\nB=1\n',
      'two.env': 'B=2$A\n',
    },
    envFiles: ['one.env', 'two.env'],
  },
  'anchors and merges under an override': {
    files: {
      'compose.yaml': `x-base: &base
  image: base
  environment: &env {A: "1", B: "2"}
  labels: {l: "1"}
services:
  web:
    <<: *base
    environment: {<<: *env, B: "3"}
  api:
    <<: *base
    image: api
`,
      'compose.override.yaml': `x-l: &l {m: "2"}
services:
  web: {labels: {<<: *l, l: "3"}}
  api: {environment: [A=4]}
`,
    },
  },
};
