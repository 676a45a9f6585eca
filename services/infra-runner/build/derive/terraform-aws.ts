/** The blocks of a design on AWS: a cluster and roles of its own, and for each component what does its work there. */
import { type Blueprint, type Component, componentOf } from '../blueprint/blueprint.ts'
import type { Block, Placement } from './terraform.ts'
import { blockName, coresOf, labelsOf, named, reference } from './terraform-name.ts'

const assumedByTasks = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

export function awsHead({ namespace, expires }: Placement): Readonly<Record<string, unknown>> {
  return {
    terraform: { required_version: '>= 1.9.0', required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } },
    provider: { aws: { region: reference('var.region'), default_tags: { tags: { quint_namespace: namespace, quint_expires: expires } } } },
    variable: {
      region: { type: 'string', default: 'eu-central-1' },
      image: { type: 'string', description: 'Image that the services run: it listens on PORT and answers /healthz' },
      token: { type: 'string', default: '', sensitive: true, description: 'What operations under auth want as bearer' },
      execution_role: { type: 'string', default: null, description: 'Role that fetches the image, where it is not public' },
      clients: { type: 'list(string)', default: ['0.0.0.0/0'], description: 'Addresses that may come in' },
      vpc: { type: 'string', description: 'Network that everything is in' },
      subnets: { type: 'list(string)', description: 'One for each zone' },
    },
  }
}

export function awsBlocks(blueprint: Blueprint, placement: Placement): readonly Block[] {
  const { namespace } = placement
  const role = (name: string): Block => ({
    type: 'aws_iam_role',
    name,
    body: { name: `${namespace}-${name}`.slice(0, 64), assume_role_policy: assumedByTasks },
  })
  return [
    { type: 'aws_ecs_cluster', name: 'submission', body: { name: namespace } },
    role('task'),
    ...networkBlocks(blueprint, namespace),
    ...blueprint.components.flatMap((component) => componentBlocks(blueprint, component, placement)),
  ]
}

const subnets = reference('var.subnets')
const inside = reference('aws_security_group.submission.id')

/** What is of one submission reaches each other and everything outside; clients come in at balancers alone. */
function networkBlocks({ components }: Blueprint, namespace: string): readonly Block[] {
  const group = (name: string, title: string): Block => ({ type: 'aws_security_group', name, body: { name: title, vpc_id: reference('var.vpc') } })
  const has = (kind: Component['kind']): boolean => components.some((one) => one.kind === kind)
  const within = { security_group_id: inside, ip_protocol: '-1' }
  const entry = reference('aws_security_group.entry.id')
  return [
    group('submission', namespace),
    { type: 'aws_vpc_security_group_ingress_rule', name: 'inside', body: { ...within, referenced_security_group_id: inside } },
    { type: 'aws_vpc_security_group_egress_rule', name: 'outside', body: { ...within, cidr_ipv4: '0.0.0.0/0' } },
    ...(has('lb')
      ? [
          group('entry', `${namespace}-entry`),
          {
            type: 'aws_vpc_security_group_ingress_rule',
            name: 'clients',
            body: {
              for_each: reference('toset(var.clients)'),
              security_group_id: entry,
              ip_protocol: 'tcp',
              from_port: 80,
              to_port: 80,
              cidr_ipv4: reference('each.value'),
            },
          },
        ]
      : []),
    ...(has('db.sql') ? [{ type: 'aws_db_subnet_group', name: 'submission', body: { name: namespace, subnet_ids: subnets } }] : []),
    ...(has('cache') ? [{ type: 'aws_elasticache_subnet_group', name: 'submission', body: { name: namespace, subnet_ids: subnets } }] : []),
  ]
}

/** The balancer that clients come to, else any. */
export function awsEntry({ components, links }: Blueprint): string {
  const balancers = components.filter(({ kind }) => kind === 'lb')
  const clients = new Set(components.filter(({ kind }) => kind === 'client').map(({ id }) => id))
  const first = balancers.find(({ id }) => links.some(({ from, to }) => to === id && clients.has(from))) ?? balancers[0]
  return first === undefined ? '' : `http://${reference(`aws_lb.${blockName(first.id)}.dns_name`)}`
}

function componentBlocks(blueprint: Blueprint, component: Component, placement: Placement): readonly Block[] {
  const { id, replicas, failover } = component
  const name = blockName(id)
  const title = named(placement, id)
  const tags = labelsOf(placement, id)
  switch (component.kind) {
    case 'gateway':
    case 'service':
    case 'worker':
    case 'scheduler':
      return serviceBlocks(blueprint, component, placement)
    case 'lb':
      return balancer(blueprint, component, placement)
    case 'db.sql':
      return databases(component, placement)
    case 'db.kv':
      return [
        {
          type: 'aws_dynamodb_table',
          name,
          body: {
            name: title,
            billing_mode: 'PAY_PER_REQUEST',
            hash_key: 'id',
            attribute: [{ name: 'id', type: 'S' }],
            point_in_time_recovery: { enabled: failover },
            tags,
          },
        },
      ]
    case 'cache':
      return [
        {
          type: 'aws_elasticache_replication_group',
          name,
          body: {
            replication_group_id: named(placement, id, 40),
            description: id,
            engine: 'valkey',
            node_type: `cache.m7g.${{ s: 'large', m: 'xlarge', l: '2xlarge' }[component.size]}`,
            num_cache_clusters: replicas,
            automatic_failover_enabled: replicas > 1,
            subnet_group_name: reference('aws_elasticache_subnet_group.submission.name'),
            security_group_ids: [inside],
            tags,
          },
        },
      ]
    case 'queue':
      return [{ type: 'aws_sqs_queue', name, body: { name: title, visibility_timeout_seconds: 30, tags } }]
    case 'stream':
      return [{ type: 'aws_kinesis_stream', name, body: { name: title, shard_count: replicas, tags } }]
    case 'object':
      return [{ type: 'aws_s3_bucket', name, body: { bucket: title, force_destroy: true, tags } }]
    case 'search':
      return [
        {
          type: 'aws_opensearch_domain',
          name,
          body: { domain_name: named(placement, id, 28), cluster_config: { instance_count: replicas }, tags },
        },
      ]
    case 'cdn':
      return [cdn(component, placement)]
    case 'client':
    case 'external':
      return []
  }
}

function cdn({ id }: Component, placement: Placement): Block {
  const body = {
    enabled: true,
    origin: [
      {
        origin_id: 'origin',
        domain_name: 'origin.example.invalid',
        custom_origin_config: { http_port: 80, https_port: 443, origin_protocol_policy: 'https-only', origin_ssl_protocols: ['TLSv1.2'] },
      },
    ],
    default_cache_behavior: {
      target_origin_id: 'origin',
      viewer_protocol_policy: 'redirect-to-https',
      allowed_methods: ['GET', 'HEAD'],
      cached_methods: ['GET', 'HEAD'],
      forwarded_values: { query_string: false, cookies: { forward: 'none' } },
    },
    restrictions: { geo_restriction: { restriction_type: 'none' } },
    viewer_certificate: { cloudfront_default_certificate: true },
    tags: labelsOf(placement, id),
  }
  return { type: 'aws_cloudfront_distribution', name: blockName(id), body }
}

function databases(component: Component, placement: Placement): readonly Block[] {
  const { id, replicas, failover } = component
  const name = blockName(id)
  const shape = {
    instance_class: `db.m7g.${{ s: 'large', m: 'xlarge', l: '2xlarge' }[component.size]}`,
    skip_final_snapshot: true,
    vpc_security_group_ids: [inside],
    tags: labelsOf(placement, id),
  }
  const readers = Array.from({ length: replicas - 1 }, (_, at) => ({
    type: 'aws_db_instance',
    name: `${name}_reader_${at + 1}`,
    body: { identifier: named(placement, `${id}-reader-${at + 1}`), replicate_source_db: reference(`aws_db_instance.${name}.identifier`), ...shape },
  }))
  const primary = {
    identifier: named(placement, id),
    engine: 'postgres',
    allocated_storage: 20,
    db_name: 'submission',
    username: 'submission',
    manage_master_user_password: true,
    multi_az: failover,
    db_subnet_group_name: reference('aws_db_subnet_group.submission.name'),
    ...shape,
  }
  return [{ type: 'aws_db_instance', name, body: primary }, ...readers]
}

function serviceBlocks(blueprint: Blueprint, component: Component, placement: Placement): readonly Block[] {
  const { id, replicas } = component
  const name = blockName(id)
  const balancers = blueprint.links.filter(({ from, to }) => to === id && componentOf(blueprint, from)?.kind === 'lb').map(({ from }) => from)
  const tags = labelsOf(placement, id)
  const environment = [
    { name: 'PORT', value: '8080' },
    { name: 'QUINT_COMPONENT', value: id },
    { name: 'QUINT_TOKEN', value: reference('var.token') },
  ]
  const container = [{ name: id, image: reference('var.image'), essential: true, portMappings: [{ containerPort: 8080 }], environment }]
  const task = {
    family: named(placement, id),
    cpu: `${coresOf(component) * 1024}`,
    memory: `${coresOf(component) * 2048}`,
    network_mode: 'awsvpc',
    requires_compatibilities: ['FARGATE'],
    task_role_arn: reference('aws_iam_role.task.arn'),
    execution_role_arn: reference('var.execution_role'),
    container_definitions: JSON.stringify(container),
    tags,
  }
  const service = {
    name: named(placement, id),
    cluster: reference('aws_ecs_cluster.submission.id'),
    task_definition: reference(`aws_ecs_task_definition.${name}.arn`),
    desired_count: replicas,
    launch_type: 'FARGATE',
    network_configuration: { subnets, security_groups: [inside] },
    load_balancer: balancers.map((lb) => ({
      target_group_arn: reference(`aws_lb_target_group.${blockName(lb)}_${name}.arn`),
      container_name: id,
      container_port: 8080,
    })),
    tags,
  }
  return [
    { type: 'aws_ecs_task_definition', name, body: task },
    { type: 'aws_ecs_service', name, body: service },
  ]
}

function balancer(blueprint: Blueprint, { id }: Component, placement: Placement): readonly Block[] {
  const name = blockName(id)
  const tags = labelsOf(placement, id)
  const runs = blueprint.links
    .filter(({ from, to }) => from === id && ['gateway', 'service', 'worker'].includes(componentOf(blueprint, to)?.kind ?? ''))
    .map(({ to }) => to)
  const groups = runs.map((to) => ({
    type: 'aws_lb_target_group',
    name: `${name}_${blockName(to)}`,
    body: {
      name: named(placement, `${id}-${to}`, 32),
      port: 8080,
      protocol: 'HTTP',
      target_type: 'ip',
      vpc_id: reference('var.vpc'),
      health_check: { path: '/healthz', interval: 5, timeout: 2 },
      tags,
    },
  }))
  const [first] = groups
  const listener = {
    load_balancer_arn: reference(`aws_lb.${name}.arn`),
    port: 80,
    protocol: 'HTTP',
    default_action:
      first === undefined
        ? { type: 'fixed-response', fixed_response: { content_type: 'text/plain', status_code: '503' } }
        : { type: 'forward', target_group_arn: reference(`aws_lb_target_group.${first.name}.arn`) },
  }
  return [
    {
      type: 'aws_lb',
      name,
      body: {
        name: named(placement, id, 32),
        load_balancer_type: 'application',
        subnets,
        security_groups: [inside, reference('aws_security_group.entry.id')],
        tags,
      },
    },
    ...groups,
    { type: 'aws_lb_listener', name, body: listener },
  ]
}
