// Who may import whom. The arrows are those of DESIGN.md; a new arrow is a design decision and is made here.
const packages = {
  proto: [],
  selector: [],
  config: [],
  observability: [],
  model: ['selector'],
  calc: ['model', 'selector', 'proto'],
  rules: ['proto'],
  evaluator: ['proto'],
  reachability: ['calc', 'evaluator', 'model', 'proto', 'rules'],
  dataplane: ['rules', 'proto'],
  iptables: ['dataplane', 'rules'],
  recording: ['proto', 'model'],
  web: ['proto'],
  'source-kubernetes': ['model'],
  'source-files': ['model'],
};

const layers = Object.entries(packages).map(([name, may]) => ({
  name: `layers-${name}`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^(packages|services)/', pathNot: `^packages/(${[name, ...may].join('|')})/` },
}));

/** Modules that a pure package must not touch: it takes data and gives data. */
const io = '^(node:)?(fs|child_process|net|http|https|http2|tls|dgram|dns|os|worker_threads|timers|process)(/|$)';

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'pure-packages',
      comment: 'The graph, the renderer and the evaluator know no clock, file, socket or process.',
      severity: 'error',
      from: {
        path: '^packages/(model|selector|calc|rules|evaluator|reachability|dataplane)/src',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: io },
    },
    {
      name: 'one-spawner',
      comment: 'Commands are run in one file, so that nobody else can run them through a shell or in a loop.',
      severity: 'error',
      from: { path: '^packages', pathNot: '^packages/iptables/src/exec\\.ts$|\\.test\\.ts$' },
      to: { path: '^(node:)?child_process$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-tests-from-code',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|^test/' },
      to: { path: '\\.test\\.ts$|^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/gen/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
