/** Opens the bus that an address names: the same mesh on one machine and on a cluster. */
import { readFile } from 'node:fs/promises'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import type { Bus } from './bus.ts'
import { openEmbeddedBus } from './embedded.ts'
import { openKafkaBus } from './kafka.ts'

const defaultPartitions = 6

/**
 * @param url `postgres://…` as owner of the schema `bus`, or `kafka://[user:password@]host:port[,host:port]`, where `?prefix=` goes before all
 * names and `?partitions=` is the number of partitions of topics that are created; `kafkas://` is the same over TLS, where `?ca=` names a file
 * with the certificates to trust in place of the public ones.
 */
export function openBus(url: string, log: Log = silentLog): Promise<Bus> {
  const scheme = url.slice(0, url.indexOf(':'))
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  if (open === undefined) throw new Error('the address of the bus must be postgres://…, kafka://host:port[,host:port] or kafkas://…')
  return open(url, log)
}

const schemes: Readonly<Record<string, (url: string, log: Log) => Promise<Bus>>> = {
  postgres: openEmbeddedBus,
  postgresql: openEmbeddedBus,
  kafka: openKafka,
  kafkas: openKafka,
}

async function openKafka(url: string, log: Log): Promise<Bus> {
  const [, scheme, credentials, places = '', query = ''] = /^(kafkas?):\/\/(?:([^@/]+)@)?([^/?@]+)\/?(?:\?(.*))?$/.exec(url) ?? []
  const brokers = places.split(',')
  const parameters = new URLSearchParams(query)
  const partitions = Number(parameters.get('partitions') ?? defaultPartitions)
  if (!brokers.every((broker) => /^[^:]+:\d+$/.test(broker))) throw new Error('the address of Kafka must be kafka://host:port[,host:port]')
  if (!Number.isInteger(partitions) || partitions < 1) throw new Error('the number of partitions must be a whole number from 1')
  const [username = '', password = ''] = (credentials ?? '').split(':').map(decodeURIComponent)
  const ca = parameters.get('ca')
  return openKafkaBus({
    brokers,
    prefix: parameters.get('prefix') ?? '',
    partitions,
    log,
    login: credentials === undefined ? undefined : { username, password },
    tls: scheme === 'kafkas' ? { ca: ca === null ? undefined : await readFile(ca, 'utf8') } : undefined,
  })
}
