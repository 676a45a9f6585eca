/** Every setting of the runner: name, parser, default, purpose. */
import { meshSettings, probeSettings, trustSettings } from '@quint/rpc/settings.ts'
import { integer, list, oneOf, postgresUrl, type Settings, text } from '@quint/runtime/config.ts'

export const settings = {
  RUNNER_LISTEN_ADDRESS: text({ fallback: '127.0.0.1:7003', purpose: 'host:port of the gRPC server; port 0 picks a free one' }),
  RUNNER_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of runner' }),
  RUNNER_DATABASE_READ_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, a replica of it, login role of runner; empty: everything is read from the first',
  }),
  RUNNER_DATABASE_OWNER_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres, owner of the schema, for migrations; empty: migrate.ts applies them',
  }),
  RUNNER_BUBBLEWRAP: text({ fallback: 'bwrap', purpose: 'name or path of bubblewrap, used where it works; off: never' }),
  RUNNER_CONCURRENT_RUNS: integer({ min: 1, max: 1000, fallback: '10', purpose: 'programs that run at once' }),
  RUNNER_RUNS_PER_LEARNER: integer({ min: 1, max: 100, fallback: '2', purpose: 'of them, programs of one learner' }),
  RUNNER_LAB_RUNS_AT_ONCE: integer({ min: 0, max: 100, fallback: '2', purpose: 'runs of the lab that this process does at once; 0: none' }),
  RUNNER_LAB_RUNS_PER_LEARNER: integer({ min: 1, max: 100, fallback: '3', purpose: 'runs of the lab that one learner may have waiting or going on' }),
  RUNNER_LAB_RUNS_PER_DAY: integer({ min: 1, max: 10000, fallback: '200', purpose: 'runs of the lab that one learner may ask for in a day' }),
  RUNNER_LAB_PLACE: oneOf(['local', 'kubernetes', 'terraform'], {
    fallback: 'local',
    purpose: 'where nodes of the lab that are processes run: beside the runner, each in a pod of its own, or on machines that Terraform makes',
  }),
  RUNNER_LAB_PLACE_RUNS: list({
    fallback: 'javascript,typescript,python',
    purpose: 'languages that machines of nodes run, and grpc where bubblewrap works on them; beside the runner, it looks itself',
  }),
  RUNNER_LAB_TERRAFORM: text({ fallback: 'terraform', purpose: 'name or path of terraform or tofu, for nodes of the lab' }),
  RUNNER_LAB_TERRAFORM_MODULE: text({
    fallback: '',
    purpose: 'module that makes machines for nodes: a folder, or an address as Terraform takes it; empty: agents of this machine',
  }),
  RUNNER_LAB_TERRAFORM_VARIABLES: text({
    fallback: '{}',
    purpose: 'arguments of that module beside those of the runner, a JSON object',
    secret: true,
  }),
  RUNNER_LAB_TERRAFORM_ENVIRONMENT: list({
    fallback: '',
    purpose: 'names of variables that its providers read, such as AWS_ACCESS_KEY_ID; nothing else is handed on',
  }),
  RUNNER_LAB_TERRAFORM_PLUGINS: text({ fallback: '', purpose: 'folder of its providers; empty: they are fetched, for each run' }),
  RUNNER_LAB_TERRAFORM_DIR: text({
    fallback: '.quint/lab',
    purpose: 'where the state of those machines is kept, of this process alone; on a disk that outlives it',
  }),
  RUNNER_DESIGNS: oneOf(['on', 'off'], { fallback: 'on', purpose: 'deploys designs; off: they are checked and kept only' }),
  RUNNER_DESIGN_DIR: text({ fallback: '.quint/designs', purpose: 'where designs are deployed: their Postgres, and the ledger of what runs' }),
  RUNNER_DESIGN_DATABASE_URL: postgresUrl({
    fallback: '',
    secret: true,
    purpose: 'Postgres for deployed designs and nothing else, a superuser of it; empty: one is started in that folder',
  }),
  RUNNER_DESIGN_PLACE: oneOf(['local', 'kubernetes'], {
    fallback: 'local',
    purpose: 'where processes of designs run: beside the runner, or each in a pod of its own; kubernetes needs RUNNER_DESIGN_DATABASE_URL',
  }),
  RUNNER_PLACE_IMAGE: text({ fallback: '', purpose: 'image of pods in a cluster, by digest: that of the runner' }),
  RUNNER_PLACE_RUNTIME_CLASS: text({
    fallback: 'gvisor',
    purpose: 'runtime class of pods that run what learners wrote, on nodes that are kept for it; off: as any other pod',
  }),
  RUNNER_PLACE_KUBECONFIG: text({ fallback: '', purpose: 'file that says how to reach the cluster; empty: the account of the pod of the runner' }),
  RUNNER_PLACE_NAMESPACE: text({ fallback: 'quint', purpose: 'namespace of the runner, from which its pods reach the others' }),
  RUNNER_PLACE_DATABASE_NETWORK: text({
    fallback: '',
    purpose: 'network of the Postgres of designs, such as 10.20.0.0/24; empty: pods of that namespace labelled quint.dev/holds-designs',
  }),
  RUNNER_PLACE_OPEN_SECONDS: integer({
    min: 5,
    max: 3600,
    fallback: '120',
    purpose: 'how long a cluster or Terraform may take until all machines are ready',
  }),
  RUNNER_DESIGN_TERRAFORM: text({
    fallback: 'off',
    purpose:
      'name or path of terraform or tofu, by which designs are applied where it works: terraform, tofu; off: the same plan is applied directly',
  }),
  RUNNER_DESIGNS_AT_ONCE: integer({ min: 0, max: 100, fallback: '5', purpose: 'designs that this process deploys at once; 0: none' }),
  RUNNER_DESIGNS_PER_LEARNER: integer({ min: 1, max: 100, fallback: '2', purpose: 'of them, designs of one learner' }),
  RUNNER_DESIGN_TRIALS_AT_ONCE: integer({
    min: 1,
    max: 100,
    fallback: '1',
    purpose: 'of them, designs that are loaded and struck at once: each measures the other',
  }),
  RUNNER_DESIGN_PROCESSES: integer({ min: 4, max: 10_000, fallback: '96', purpose: 'processes of all deployed designs together' }),
  RUNNER_DESIGN_CONNECTIONS: integer({
    min: 5,
    max: 10_000,
    fallback: '100',
    purpose: 'connections of all deployed designs to their Postgres together',
  }),
  RUNNER_DESIGN_TRIAL_SECONDS: integer({
    min: 1,
    max: 3600,
    fallback: '70',
    purpose: 'how long the trial of a design may take; what has no time left is skipped',
  }),
  RUNNER_DESIGN_FAULTS: list({ fallback: '', purpose: 'faults that designs are tried with, such as zone-lost; empty: all that there is time for' }),
  RUNNER_DESIGN_MINUTES: integer({ min: 1, max: 1440, fallback: '20', purpose: 'after so long a submission expires, wherever it is' }),
  RUNNER_DESIGNS_WAITING: integer({ min: 1, max: 1000, fallback: '5', purpose: 'submissions of one learner that wait or go on' }),
  RUNNER_DESIGNS_PER_DAY: integer({ min: 1, max: 100_000, fallback: '100', purpose: 'submissions that one learner may ask for in a day' }),
  RUNNER_DESIGN_REFERENCES: oneOf(['asked', 'idle'], {
    fallback: 'asked',
    purpose:
      'when problems’ own designs are tried for comparison: asked: when an administrator asks; idle: also whenever no design of a learner waits',
  }),
  RUNNER_DESIGN_CLOUD: oneOf(['off', 'aws', 'google'], {
    fallback: 'off',
    purpose: 'cloud that designs can be planned for, and made in once an administrator approves the plan, with the credentials of this process',
  }),
  RUNNER_DESIGN_CLOUD_TERRAFORM: text({ fallback: 'terraform', purpose: 'name or path of terraform or tofu, for clouds' }),
  RUNNER_DESIGN_CLOUD_PLUGINS: text({ fallback: '', purpose: 'folder of providers for machines without a registry; empty: they are fetched' }),
  RUNNER_DESIGN_CLOUD_VARIABLES: text({
    fallback: '',
    purpose: 'JSON: aws: image, vpc, subnets, and region, execution_role, clients where wanted; google: image, project, and region where wanted',
  }),
  RUNNER_DESIGN_CLOUD_REPLICAS: integer({
    min: 1,
    max: 200,
    fallback: '16',
    purpose: 'replicas of all components that one design may have in a cloud',
  }),
  RUNNER_DESIGN_CLOUD_USD_MONTH: integer({
    min: 0,
    max: 1_000_000,
    fallback: '1000',
    purpose: 'what one design may cost a month there, by round prices',
  }),
  RUNNER_DESIGN_CLOUD_HOURS: integer({ min: 1, max: 168, fallback: '2', purpose: 'so long after its approval it is destroyed' }),
  RUNNER_DESIGN_CLOUD_PLAN_HOURS: integer({ min: 1, max: 168, fallback: '24', purpose: 'so long a plan waits for a decision' }),
  RUNNER_DESIGN_CLOUD_MINUTES: integer({ min: 1, max: 180, fallback: '45', purpose: 'how long one command of Terraform may take there' }),
  RUNNER_DESIGN_CLOUDS_AT_ONCE: integer({ min: 1, max: 100, fallback: '2', purpose: 'designs of all learners that may be in the cloud at once' }),
  RUNNER_WARM_PROCESSES: integer({ min: 0, max: 32, fallback: '2', purpose: 'processes kept ready for each language in use' }),
  RUNNER_IDLE_MINUTES: integer({ min: 1, max: 1440, fallback: '5', purpose: 'after so long without a run none is kept ready' }),
  RUNNER_CACHE_DIR: text({ fallback: '', purpose: 'where compilers keep what every program needs; empty: a folder that is removed at the end' }),
  BUS_URL: text({ secret: true, purpose: 'event log: Postgres, owner of the schema bus, or kafka://host:port,host:port' }),
  ...trustSettings,
  ...meshSettings,
  ...probeSettings,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], { fallback: 'info', purpose: 'least level of the log' }),
} as const

export type RunnerConfig = Settings<typeof settings>
