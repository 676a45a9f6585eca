/** The topics and groups of a Kafka cluster: created as they are needed, listed, measured. */
import { type Client, renewed } from './renewed.ts'
import { retentionMs } from './topics.ts'

/** What is asked of a cluster's administration. */
export interface Admin extends Client {
  listTopics(): Promise<string[]>
  describeCluster(): Promise<{ readonly brokers: readonly unknown[] }>
  createTopics(wanted: { topics: NewTopic[] }): Promise<unknown>
  fetchTopicOffsets(topic: string): Promise<readonly { readonly partition: number; readonly low: string; readonly high: string }[]>
  fetchOffsets(of: { groupId: string; topics: string[] }): Promise<readonly { readonly partitions: readonly PartitionOffset[] }[]>
  deleteGroups(groups: string[]): Promise<unknown>
}

interface NewTopic {
  topic: string
  numPartitions: number
  replicationFactor: number
  configEntries: { name: string; value: string }[]
}

interface PartitionOffset {
  readonly partition: number
  readonly offset: string
}

export interface TopicsOptions {
  readonly openAdmin: () => Admin
  /** Put before the names of topics and groups. */
  readonly prefix: string
  /** Of a topic that is created. */
  readonly partitions: number
}

export interface Topics extends AsyncDisposable {
  /** Creates those that are missing. */
  ensure(topics: readonly string[]): Promise<void>
  list(): Promise<string[]>
  /** By partition: the offset behind the last record; only partitions that hold records. */
  ends(topic: string): Promise<ReadonlyMap<number, number>>
  removeGroup(group: string): Promise<void>
  /** How many records of a topic a group has not read. */
  lag(group: string, topic: string): Promise<number>
}

export function openTopics({ openAdmin, prefix, partitions }: TopicsOptions): Topics {
  const admin = renewed(openAdmin)
  const known = new Set<string>()
  const list = async (): Promise<string[]> =>
    (await admin.use((client) => client.listTopics())).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  const create = (missing: readonly string[]): Promise<unknown> =>
    admin.use(async (client) => {
      const replicas = Math.min(3, (await client.describeCluster()).brokers.length)
      const configOf = (topic: string) => [
        { name: 'retention.ms', value: String(retentionMs(topic)) },
        { name: 'min.insync.replicas', value: String(Math.max(1, replicas - 1)) },
      ]
      return client.createTopics({
        topics: missing.map((topic) => ({
          topic: prefix + topic,
          numPartitions: partitions,
          replicationFactor: replicas,
          configEntries: configOf(topic),
        })),
      })
    })
  const ends = async (topic: string): Promise<ReadonlyMap<number, number>> => {
    if (!(await list()).includes(topic)) return new Map()
    const offsets = await admin.use((client) => client.fetchTopicOffsets(prefix + topic))
    return new Map(offsets.filter(({ low, high }) => Number(high) > Number(low)).map(({ partition, high }) => [partition, Number(high)]))
  }
  return {
    list,
    ends,
    async lag(group, topic) {
      const [read] = await admin.use((client) => client.fetchOffsets({ groupId: prefix + group, topics: [prefix + topic] }))
      const next = new Map(read?.partitions.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]))
      return [...(await ends(topic))].reduce((sum, [partition, end]) => sum + end - (next.get(partition) ?? 0), 0)
    },
    async ensure(topics) {
      if (topics.every((topic) => known.has(topic))) return
      const existing = new Set(await list())
      const missing = topics.filter((topic) => !existing.has(topic))
      if (missing.length > 0) await create(missing)
      for (const topic of topics) known.add(topic)
    },
    async removeGroup(group) {
      await admin.use((client) => client.deleteGroups([prefix + group]))
    },
    [Symbol.asyncDispose]: () => admin[Symbol.asyncDispose](),
  }
}
