/** The fault matrix: what is promised, what is done to it, and the script that plays it, or why there is none. */

export interface Row {
  readonly name: string
  readonly promise: string
  readonly fault: string
  /** In rows/. */
  readonly script?: string
  /** Where it is kept instead, or what has to exist first. */
  readonly elsewhere?: string
}

export const rows: readonly Row[] = [
  {
    name: 'R1',
    promise: 'an acknowledged write is never lost',
    fault: 'kill -9 of every service and of PostgreSQL at random points',
    script: 'r01-acknowledged',
  },
  {
    name: 'R2',
    promise: 'every committed event is delivered, and has its effect once',
    fault: 'kill -9 of relay, consumer and the log under twelve writers with held transactions',
    script: 'r02-events',
  },
  {
    name: 'MUTATION',
    promise: 'the auditor notices a relay that loses events',
    fault: 'the outbox read by a cursor over its sequence',
    script: 'mutation',
  },
  {
    name: 'POISON',
    promise: 'a poison event is set aside and its partition moves on',
    fault: 'events that can never be applied, later mended and replayed',
    script: 'poison',
  },
  {
    name: 'R3',
    promise: 'events of one key stay in order',
    fault: 'two relays and two members of a group on Kafka, killed at random, and the broker',
    script: 'r03-order',
  },
  {
    name: 'R7',
    promise: 'a request that is repeated under its key has one effect',
    fault: 'fifty at once; a crash between the effect and the reply',
    script: 'r07-repeats',
  },
  {
    name: 'R8',
    promise: 'a hint that is cut off goes on without gap or repeat',
    fault: 'the stream cut behind every byte, also while it is written; the gateway killed',
    script: 'r08-resume',
  },
  {
    name: 'R14',
    promise: 'without the broker, events are late and nothing else',
    fault: 'Kafka gone for 60 s, then services killed while the backlog drains',
    script: 'r14-broker',
  },
  {
    name: 'R10',
    promise: 'slow readers cost little and hold up nobody',
    fault: '200 readers at one byte a second',
    script: 'r10-slow-readers',
  },
  {
    name: 'R11',
    promise: 'a deadline holds from end to end',
    fault: '100 ms over three processes, the last a black hole',
    script: 'r11-deadline',
  },
  {
    name: 'R12',
    promise: 'a model that hangs is nobody else’s trouble',
    fault: 'the model takes every request and answers none',
    script: 'r12-model-hangs',
  },
  {
    name: 'R13',
    promise: 'without Redis limits hold and reads go on',
    fault: 'Redis says nothing, then is gone',
    script: 'r13-redis',
  },
  {
    name: 'R15',
    promise: 'a restart of PostgreSQL heals by itself',
    fault: 'restarted twenty times, in order and as a crash',
    script: 'r15-restarts',
  },
  {
    name: 'R16',
    promise: 'a rollout fails no request and loses no event',
    fault: 'SIGTERM under load, two gateways behind a balancer',
    script: 'r16-rollout',
  },
  {
    name: 'R19-DISK',
    promise: 'a full disk is a clear refusal and corrupts nothing',
    fault: 'PostgreSQL on a small tmpfs, filled to the last byte',
    script: 'r19-disk',
  },
  {
    name: 'R19-CLOCK',
    promise: 'a clock that jumps is survived',
    fault: 'each service an hour ahead, an hour back, a month ahead (libfaketime)',
    script: 'r19-clock',
  },
  {
    name: 'R19-FILES',
    promise: 'a process without files left stays alive and recovers',
    fault: 'the limit of open files set to what is open (prlimit)',
    script: 'r19-files',
  },
  {
    name: 'R17',
    promise: 'old and new version run side by side',
    fault: 'a new schema and new contracts under the last release',
    elsewhere: 'npm run check (buf breaking against the last release), npm test (packages/db/migration-rules.test.ts: expand only, lock time-outs)',
  },
  {
    name: 'R18',
    promise: 'a backup restores',
    fault: 'mesh and data gone',
    elsewhere: 'npm run drill (docs/backups.md), with a journal of its own',
  },
  {
    name: 'R4',
    promise: 'a pipeline goes on at its last step',
    fault: 'kill -9 at every step',
    elsewhere: 'there is no pipeline of jobs yet: it comes with videos and deployments',
  },
  {
    name: 'R5',
    promise: 'a worker that was given up cannot finish old work',
    fault: 'SIGSTOP longer than the lease',
    elsewhere: 'there is no leased job yet: it comes with the pipeline',
  },
  {
    name: 'R6',
    promise: 'what was begun is undone on a permanent failure',
    fault: 'a provider refuses at each step',
    elsewhere: 'there is no compensation yet: it comes with the pipeline',
  },
  {
    name: 'R9',
    promise: 'an interview over a WebSocket goes on',
    fault: 'cut, half-open, two tabs, the server exchanged',
    elsewhere: 'there is no WebSocket yet: it comes with the interview',
  },
]
