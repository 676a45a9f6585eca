/** Opens the bus that an address names: the same mesh on one machine and on a cluster. */
import { type Log, silentLog } from '@quint/runtime/log.ts'
import type { Bus } from './bus.ts'
import { openEmbeddedBus } from './embedded.ts'
import { openKafkaBus } from './kafka.ts'

const defaultPartitions = 6

/**
 * @param url `postgres://…` as owner of the schema `bus`, or `kafka://host:port[,host:port]`, where `?prefix=` goes before all names and
 * `?partitions=` is the number of partitions of topics that are created.
 */
export function openBus(url: string, log: Log = silentLog): Promise<Bus> {
  const scheme = url.slice(0, url.indexOf(':'))
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  if (open === undefined) throw new Error('the address of the bus must be postgres://… or kafka://host:port[,host:port]')
  return open(url, log)
}

const schemes: Readonly<Record<string, (url: string, log: Log) => Promise<Bus>>> = {
  postgres: openEmbeddedBus,
  postgresql: openEmbeddedBus,
  kafka: openKafka,
}

async function openKafka(url: string, log: Log): Promise<Bus> {
  const [, brokers = '', query = ''] = /^kafka:\/\/([^/?]+)\/?(?:\?(.*))?$/.exec(url) ?? []
  const parameters = new URLSearchParams(query)
  const partitions = Number(parameters.get('partitions') ?? defaultPartitions)
  if (!brokers.split(',').every((broker) => /^[^:]+:\d+$/.test(broker))) throw new Error('the address of Kafka must be kafka://host:port[,host:port]')
  if (!Number.isInteger(partitions) || partitions < 1) throw new Error('the number of partitions must be a whole number from 1')
  return openKafkaBus({ brokers: brokers.split(','), prefix: parameters.get('prefix') ?? '', partitions, log })
}
