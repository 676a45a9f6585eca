/** The blocks of a design on Google Cloud: a service account of its own, and for each component what does its work there. */
import { type Blueprint, type Component, componentOf } from '../blueprint/blueprint.ts'
import { capacityOf } from './capacity.ts'
import type { Block, Placement } from './terraform.ts'
import { blockName, coresOf, labelsOf, named, reference } from './terraform-name.ts'

export function googleHead({ namespace }: Placement): Readonly<Record<string, unknown>> {
  return {
    terraform: { required_version: '>= 1.9.0', required_providers: { google: { source: 'hashicorp/google', version: '~> 7.0' } } },
    provider: { google: { project: reference('var.project'), region: reference('var.region') } },
    variable: {
      project: { type: 'string', description: `Project that ${namespace} is made in` },
      region: { type: 'string', default: 'europe-west1' },
      image: { type: 'string', description: 'Image that the services run: it listens on PORT and answers /healthz' },
      token: { type: 'string', default: '', sensitive: true, description: 'What operations under auth want as bearer' },
    },
  }
}

export function googleBlocks(blueprint: Blueprint, placement: Placement): readonly Block[] {
  const account: Block = {
    type: 'google_service_account',
    name: 'submission',
    body: { account_id: placement.namespace.slice(0, 30).replace(/-+$/, ''), display_name: placement.namespace },
  }
  return [account, ...blueprint.components.flatMap((component) => componentBlocks(blueprint, component, placement))]
}

function componentBlocks(blueprint: Blueprint, component: Component, placement: Placement): readonly Block[] {
  const name = blockName(component.id)
  const labels = labelsOf(placement, component.id)
  const title = named(placement, component.id)
  const region = reference('var.region')
  switch (component.kind) {
    case 'gateway':
    case 'service':
    case 'worker':
    case 'search':
      return [runService(blueprint, component, placement)]
    case 'scheduler':
      return [
        {
          type: 'google_cloud_scheduler_job',
          name,
          body: { name: title, region, schedule: '* * * * *', http_target: { uri: firstUri(blueprint, component) } },
        },
      ]
    case 'lb':
      return balancer(blueprint, component, placement)
    case 'db.sql':
      return sqlInstances(component, placement)
    case 'db.kv':
      return [
        {
          type: 'google_firestore_database',
          name,
          body: {
            name: title,
            location_id: region,
            type: 'FIRESTORE_NATIVE',
            delete_protection_state: 'DELETE_PROTECTION_DISABLED',
            deletion_policy: 'DELETE',
          },
        },
      ]
    case 'cache':
      return [
        {
          type: 'google_redis_instance',
          name,
          body: { name: title, region, labels, memory_size_gb: coresOf(component), tier: component.replicas > 1 ? 'STANDARD_HA' : 'BASIC' },
        },
      ]
    case 'queue':
    case 'stream':
      return [
        { type: 'google_pubsub_topic', name, body: { name: title, labels } },
        {
          type: 'google_pubsub_subscription',
          name,
          body: { name: title, labels, topic: reference(`google_pubsub_topic.${name}.id`), ack_deadline_seconds: 30 },
        },
      ]
    case 'object':
      return [bucket(component, placement)]
    case 'cdn':
      return [
        bucket(component, placement),
        {
          type: 'google_compute_backend_bucket',
          name,
          body: { name: title, bucket_name: reference(`google_storage_bucket.${name}.name`), enable_cdn: true },
        },
      ]
    case 'client':
    case 'external':
      return []
  }
}

function bucket({ id }: Component, placement: Placement): Block {
  const body = {
    name: named(placement, id),
    location: reference('var.region'),
    labels: labelsOf(placement, id),
    uniform_bucket_level_access: true,
    force_destroy: true,
  }
  return { type: 'google_storage_bucket', name: blockName(id), body }
}

function runService({ links }: Blueprint, component: Component, placement: Placement): Block {
  const { id, replicas, kind } = component
  const timeouts = links.filter(({ from }) => from === id).flatMap(({ timeoutMs }) => (timeoutMs === undefined ? [] : [timeoutMs]))
  return {
    type: 'google_cloud_run_v2_service',
    name: blockName(id),
    body: {
      name: named(placement, id),
      location: reference('var.region'),
      labels: labelsOf(placement, id),
      deletion_protection: false,
      ingress: kind === 'gateway' ? 'INGRESS_TRAFFIC_ALL' : 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
      template: {
        service_account: reference('google_service_account.submission.email'),
        scaling: { min_instance_count: replicas, max_instance_count: replicas },
        max_instance_request_concurrency: Math.min(1000, capacityOf(component).slots),
        containers: [
          {
            image: reference('var.image'),
            resources: { limits: { cpu: `${coresOf(component)}`, memory: `${coresOf(component) * 512}Mi` } },
            env: [
              { name: 'QUINT_COMPONENT', value: id },
              { name: 'QUINT_TOKEN', value: reference('var.token') },
              ...(timeouts.length === 0 ? [] : [{ name: 'CALL_TIMEOUT_MS', value: `${Math.max(...timeouts)}` }]),
            ],
          },
        ],
      },
    },
  }
}

function sqlInstances(component: Component, placement: Placement): readonly Block[] {
  const { id, replicas, failover } = component
  const name = blockName(id)
  const instance = (title: string, more: object): Readonly<Record<string, unknown>> => ({
    name: title,
    database_version: 'POSTGRES_17',
    region: reference('var.region'),
    deletion_protection: false,
    ...more,
  })
  const settings = { tier: `db-custom-${coresOf(component)}-${coresOf(component) * 3840}`, user_labels: labelsOf(placement, id) }
  const primary = { ...settings, availability_type: failover ? 'REGIONAL' : 'ZONAL' }
  const readers = Array.from({ length: replicas - 1 }, (_, at) => ({
    type: 'google_sql_database_instance',
    name: `${name}_reader_${at + 1}`,
    body: instance(named(placement, `${id}-reader-${at + 1}`), {
      master_instance_name: reference(`google_sql_database_instance.${name}.name`),
      settings,
    }),
  }))
  return [
    { type: 'google_sql_database_instance', name, body: instance(named(placement, id), { settings: primary }) },
    ...readers,
    { type: 'google_sql_database', name, body: { name: 'submission', instance: reference(`google_sql_database_instance.${name}.name`) } },
  ]
}

/** The balancer that clients come to, else any, else a gateway by its own address. */
export function googleEntry({ components, links }: Blueprint): string {
  const balancers = components.filter(({ kind }) => kind === 'lb')
  const clients = new Set(components.filter(({ kind }) => kind === 'client').map(({ id }) => id))
  const first = balancers.find(({ id }) => links.some(({ from, to }) => to === id && clients.has(from))) ?? balancers[0]
  if (first !== undefined) return `http://${reference(`google_compute_global_forwarding_rule.${blockName(first.id)}.ip_address`)}`
  const gateway = components.find(({ kind }) => kind === 'gateway')
  return gateway === undefined ? '' : reference(`google_cloud_run_v2_service.${blockName(gateway.id)}.uri`)
}

const runs = new Set<Component['kind']>(['gateway', 'service', 'worker', 'search'])

function targetsOf(blueprint: Blueprint, { id }: Component): readonly Component[] {
  const called = blueprint.links.filter(({ from }) => from === id).map(({ to }) => componentOf(blueprint, to))
  return called.filter((one): one is Component => one !== undefined && runs.has(one.kind))
}

function firstUri(blueprint: Blueprint, component: Component): string {
  const [first] = targetsOf(blueprint, component)
  return first === undefined ? 'https://example.invalid/' : reference(`google_cloud_run_v2_service.${blockName(first.id)}.uri`)
}

function balancer(blueprint: Blueprint, component: Component, placement: Placement): readonly Block[] {
  const name = blockName(component.id)
  const title = named(placement, component.id)
  const groups = targetsOf(blueprint, component).map(({ id }) => ({
    type: 'google_compute_region_network_endpoint_group',
    name: `${name}_${blockName(id)}`,
    body: {
      name: named(placement, `${component.id}-${id}`),
      region: reference('var.region'),
      network_endpoint_type: 'SERVERLESS',
      cloud_run: { service: reference(`google_cloud_run_v2_service.${blockName(id)}.name`) },
    },
  }))
  const backend = groups.map((group) => ({ group: reference(`google_compute_region_network_endpoint_group.${group.name}.id`) }))
  return [
    ...groups,
    { type: 'google_compute_backend_service', name, body: { name: title, load_balancing_scheme: 'EXTERNAL_MANAGED', protocol: 'HTTPS', backend } },
    { type: 'google_compute_url_map', name, body: { name: title, default_service: reference(`google_compute_backend_service.${name}.id`) } },
    { type: 'google_compute_target_http_proxy', name, body: { name: title, url_map: reference(`google_compute_url_map.${name}.id`) } },
    {
      type: 'google_compute_global_forwarding_rule',
      name,
      body: {
        name: title,
        load_balancing_scheme: 'EXTERNAL_MANAGED',
        port_range: '80',
        target: reference(`google_compute_target_http_proxy.${name}.id`),
        labels: labelsOf(placement, component.id),
      },
    },
  ]
}
