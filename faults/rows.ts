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
    name: 'R8b',
    promise: 'a conversation with the coach goes on without a word lost or said twice',
    fault: 'the gateway killed in the middle of turns, two of three answers of the model dying in them',
    script: 'r08-turns',
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
    name: 'R20',
    promise: 'without the mail server nobody waits and no mail is lost',
    fault: 'it hangs, is gone, breaks off; two gateways killed meanwhile',
    script: 'r20-mail',
  },
  {
    name: 'R21',
    promise: 'a provider that people sign in with is nobody else’s trouble',
    fault: 'it hangs, is down, stalls and breaks off, before and in the middle of sign-ins',
    script: 'r21-provider',
  },
  {
    name: 'R22',
    promise: 'a video is made once and whole, or fails clearly and is made when it is tried again',
    fault: 'the voice hangs, the disk is full, the service is killed while it renders',
    script: 'r22-videos',
  },
  {
    name: 'R23',
    promise: 'a design is tried to its end, and nothing of a deployment is left',
    fault: 'kill -9 of whoever deploys it, at each step and in between',
    script: 'r23-designs',
  },
  {
    name: 'R17',
    promise: 'old and new version run side by side',
    fault: 'a new schema and new contracts under the last release',
    elsewhere:
      'npm run check (buf breaking against the last release), npm run test:engines (engines/release.suite.ts: the new schema plans every statement that the last release sends, as the role that sends it), npm test (packages/db/migration-rules.test.ts: expand only, lock time-outs; services/content/views.test.ts, services/infra-runner/build/submission/audit-months.test.ts: rows that the version before writes)',
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
    script: 'r04-steps',
  },
  {
    name: 'R5',
    promise: 'a worker that was given up cannot finish old work',
    fault: 'SIGSTOP longer than the lease',
    script: 'r05-fencing',
  },
  {
    name: 'R6',
    promise: 'what was begun is undone on a permanent failure',
    fault: 'a provider refuses at each step',
    script: 'r06-undoing',
  },
  {
    name: 'R9',
    promise: 'an interview over a WebSocket goes on',
    fault: 'lines cut and half-open, two pages, the gateway killed in the middle of answers, the model dying in them',
    script: 'r09-interview',
  },
]
