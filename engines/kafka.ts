/** A real Kafka broker (KRaft, one node) on loopback: the jars from Maven, run by the Java of this machine. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { cached, runTool } from './cache.ts'

const version = '4.3.1'
const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java'
const startDeadlineMs = 120_000

export interface Kafka extends AsyncDisposable {
  /** host:port */
  readonly broker: string
  readonly url: string
  /** Ends it at once, as a crash does; `restart` goes on with its data. */
  kill(): Promise<void>
  restart(): Promise<void>
}

export async function startKafka(): Promise<Kafka> {
  const classpath = path.join(cached(`kafka-${version}`, fetchJars), 'libs', '*')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-kafka-'))
  const [port, controllerPort] = [await freePort(), await freePort()]
  writeFileSync(path.join(folder, 'server.properties'), properties(folder, port, controllerPort))
  writeFileSync(path.join(folder, 'log4j2.yaml'), logging)
  format(classpath, folder)
  let broker = await launch(classpath, folder)
  return {
    broker: `127.0.0.1:${port}`,
    url: `kafka://127.0.0.1:${port}`,
    async kill() {
      broker.process.kill('SIGKILL')
      await broker.ended
    },
    async restart() {
      broker = await launch(classpath, folder)
    },
    async [Symbol.asyncDispose]() {
      await broker[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function fetchJars(folder: string): void {
  writeFileSync(path.join(folder, 'pom.xml'), pom)
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
  runTool('mvn', ['-q', '-B', goal, '-DincludeScope=runtime', `-DoutputDirectory=${path.join(folder, 'libs')}`], folder)
}

const dependency = (group: string, artifact: string, of: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${of}</version></dependency>`

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>quint</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
${dependency('org.apache.kafka', 'kafka_2.13', version)}
${dependency('org.apache.logging.log4j', 'log4j-slf4j-impl', '2.25.4')}
</dependencies></project>
`

const properties = (folder: string, port: number, controllerPort: number): string => `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${path.join(folder, 'data')}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=3
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
`

const logging = `Configuration:
  status: ERROR
  Appenders: { Console: { name: console, PatternLayout: { pattern: "%p %m (%c)%n" } } }
  Loggers:
    Root: { level: WARN, AppenderRef: [{ ref: console }] }
    Logger: [{ name: kafka.server.KafkaRaftServer, level: INFO }]
`

const sparing = ['-Xms64m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto']

function format(classpath: string, folder: string): void {
  const clusterId = randomBytes(16).toString('base64url')
  const tool = ['kafka.tools.StorageTool', 'format', '--standalone', '-t', clusterId, '-c', path.join(folder, 'server.properties')]
  runTool(java, [...sparing, `-Dlog4j2.configurationFile=${path.join(folder, 'log4j2.yaml')}`, '-cp', classpath, ...tool])
}

async function launch(classpath: string, folder: string) {
  const settings = `-Dlog4j2.configurationFile=${path.join(folder, 'log4j2.yaml')}`
  const broker = startChild(java, [...sparing, settings, '-cp', classpath, 'kafka.Kafka', path.join(folder, 'server.properties')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    graceMs: 10_000,
  })
  const said: string[] = []
  const started = Promise.withResolvers<void>()
  for (const stream of [broker.process.stdout, broker.process.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      if (said.length < 200) said.push(line)
      if (line.includes('Kafka Server started')) started.resolve()
    })
  }
  const failed = (why: string): Error => new Error(`Kafka ${why}:\n${said.slice(-20).join('\n')}`)
  const timer = setTimeout(() => started.reject(failed(`was not ready after ${startDeadlineMs} ms`)), startDeadlineMs)
  const ended = once(broker.process, 'exit').then(() => started.reject(failed('ended')))
  try {
    await started.promise
    return broker
  } catch (error) {
    await broker[Symbol.asyncDispose]()
    throw error
  } finally {
    clearTimeout(timer)
    ended.catch(() => undefined)
  }
}
