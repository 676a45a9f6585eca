/** A real Kafka broker (KRaft, one node) on loopback: the jars from Maven, run by the Java of this machine. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { cached, ensureProgram, runTool } from './cache.ts'

const version = '4.3.1'
const startDeadlineMs = 120_000

export interface Kafka extends AsyncDisposable {
  /** host:port */
  readonly broker: string
  readonly url: string
  /** The same broker over TLS, for a user with a password. */
  readonly secureUrl: string
  /** Ends it at once, as a crash does; `restart` goes on with its data. */
  kill(): Promise<void>
  restart(): Promise<void>
}

export async function startKafka(): Promise<Kafka> {
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : ensureProgram('java', 'openjdk-17-jre-headless')
  const classpath = path.join(cached(`kafka-${version}`, fetchJars), 'libs', '*')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-kafka-'))
  const [port, securePort, controllerPort] = [await freePort(), await freePort(), await freePort()]
  writeFileSync(path.join(folder, 'server.properties'), properties(folder, { port, securePort, controllerPort }))
  writeFileSync(path.join(folder, 'log4j2.yaml'), logging)
  const run = { java, classpath, folder }
  makeCertificate(run)
  format(run)
  let broker = await launch(run)
  return {
    broker: `127.0.0.1:${port}`,
    url: `kafka://127.0.0.1:${port}`,
    secureUrl: `kafkas://${user.name}:${encodeURIComponent(user.password)}@127.0.0.1:${securePort}?ca=${path.join(folder, 'broker.crt')}`,
    async kill() {
      broker.process.kill('SIGKILL')
      await broker.ended
    },
    async restart() {
      broker = await launch(run)
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
  runTool(ensureProgram('mvn', 'maven'), ['-q', '-B', goal, '-DincludeScope=runtime', `-DoutputDirectory=${path.join(folder, 'libs')}`], folder)
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

const keystorePassword = 'keystore'
const user = { name: 'quint', password: 'a password: with @ and /' }

interface Ports {
  readonly port: number
  readonly securePort: number
  readonly controllerPort: number
}

const properties = (folder: string, { port, securePort, controllerPort }: Ports): string => `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},SECURE://127.0.0.1:${securePort},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port},SECURE://127.0.0.1:${securePort}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT
listener.name.secure.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.secure.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.secure.ssl.keystore.type=PKCS12
listener.name.secure.ssl.keystore.location=${path.join(folder, 'broker.p12')}
listener.name.secure.ssl.keystore.password=${keystorePassword}
listener.name.secure.ssl.key.password=${keystorePassword}
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

interface Run {
  readonly java: string
  readonly classpath: string
  readonly folder: string
}

/** Its key, and its certificate as PEM for those who are to trust it. */
function makeCertificate({ java, folder }: Run): void {
  const keytool = path.join(path.dirname(realpathSync(java)), 'keytool')
  const store = ['-keystore', path.join(folder, 'broker.p12'), '-storetype', 'PKCS12', '-storepass', keystorePassword, '-alias', 'broker']
  runTool(keytool, ['-genkeypair', ...store, '-keyalg', 'EC', '-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1', '-validity', '2'])
  runTool(keytool, ['-exportcert', '-rfc', ...store, '-file', path.join(folder, 'broker.crt')])
}

function format({ java, classpath, folder }: Run): void {
  const id = randomBytes(16)
  // Written out it must not begin with a dash, which the tool would take for another option.
  id[0] = (id[0] ?? 0) & 0x7f
  const clusterId = id.toString('base64url')
  const scram = `SCRAM-SHA-512=[name="${user.name}",password="${user.password}"]`
  const tool = [
    'kafka.tools.StorageTool',
    'format',
    '--standalone',
    '-t',
    clusterId,
    '-c',
    path.join(folder, 'server.properties'),
    '--add-scram',
    scram,
  ]
  runTool(java, [...sparing, `-Dlog4j2.configurationFile=${path.join(folder, 'log4j2.yaml')}`, '-cp', classpath, ...tool])
}

async function launch({ java, classpath, folder }: Run) {
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
