/** What a cloud still has of a deployment and no state knows: made a moment before whoever made it was killed. It is taken into the state, and goes with it. */
import type { Placement } from '../derive/terraform.ts'
import { nothingIn, stillOnAws } from '../derive/terraform.ts'
import { adopt, outputOf, settle, type Workspace, writeModule } from './workspace.ts'

interface Orphan {
  readonly arn: string
  readonly type: string
  readonly id: string
}

interface Kind {
  readonly arn: RegExp
  readonly type: string
  /** As its provider imports it. */
  readonly id: (arn: string, found: readonly string[]) => string
}

const named = (_arn: string, [, name = '']: readonly string[]): string => name
const itself = (arn: string): string => arn

const kinds: readonly Kind[] = [
  { arn: /:ecs:[^:]*:\d*:service\/([^/]+\/[^/]+)$/, type: 'aws_ecs_service', id: named },
  { arn: /:ecs:[^:]*:\d*:cluster\/(.+)$/, type: 'aws_ecs_cluster', id: named },
  { arn: /:ecs:[^:]*:\d*:task-definition\//, type: 'aws_ecs_task_definition', id: itself },
  { arn: /:elasticloadbalancing:[^:]*:\d*:listener\//, type: 'aws_lb_listener', id: itself },
  { arn: /:elasticloadbalancing:[^:]*:\d*:loadbalancer\//, type: 'aws_lb', id: itself },
  { arn: /:elasticloadbalancing:[^:]*:\d*:targetgroup\//, type: 'aws_lb_target_group', id: itself },
  { arn: /:ec2:[^:]*:\d*:security-group\/(.+)$/, type: 'aws_security_group', id: named },
  { arn: /:rds:[^:]*:\d*:db:(.+)$/, type: 'aws_db_instance', id: named },
  { arn: /:rds:[^:]*:\d*:subgrp:(.+)$/, type: 'aws_db_subnet_group', id: named },
  { arn: /:elasticache:[^:]*:\d*:replicationgroup:(.+)$/, type: 'aws_elasticache_replication_group', id: named },
  { arn: /:elasticache:[^:]*:\d*:subnetgroup:(.+)$/, type: 'aws_elasticache_subnet_group', id: named },
  {
    arn: /:sqs:([^:]*):(\d*):(.+)$/,
    type: 'aws_sqs_queue',
    id: (_arn, [, region = '', account = '', name = '']) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  },
  { arn: /:kinesis:[^:]*:\d*:stream\/(.+)$/, type: 'aws_kinesis_stream', id: named },
  { arn: /:dynamodb:[^:]*:\d*:table\/(.+)$/, type: 'aws_dynamodb_table', id: named },
  { arn: /^arn:[^:]*:s3:::(.+)$/, type: 'aws_s3_bucket', id: named },
  { arn: /:es:[^:]*:\d*:domain\/(.+)$/, type: 'aws_opensearch_domain', id: named },
  { arn: /:cloudfront::\d*:distribution\/(.+)$/, type: 'aws_cloudfront_distribution', id: named },
]

/** It goes with what it is a part of. */
const passing = /:ecs:.*:task\/|:security-group-rule\/|:elasticache:[^:]*:\d*:cluster:/

/** @returns addresses of what is there and belongs to the deployment, nothing of what goes by itself. */
export async function stillThere(workspace: Workspace, placement: Placement, kept: (state: Buffer) => Promise<void>): Promise<readonly string[]> {
  await settle(workspace, stillOnAws(placement), { kept })
  const left = await outputOf(workspace, 'left')
  return Array.isArray(left) ? left.filter((arn): arn is string => typeof arn === 'string' && !passing.test(arn)) : []
}

/** Of the role no list tells: its name is known. */
export function orphansOf(arns: readonly string[], { namespace }: Placement): readonly Orphan[] {
  const told = arns.flatMap((arn): readonly Orphan[] => {
    for (const { arn: shape, type, id } of kinds) {
      const found = shape.exec(arn)
      if (found !== null) return [{ arn, type, id: id(arn, found) }]
    }
    return []
  })
  return [...told, { arn: '', type: 'aws_iam_role', id: `${namespace}-task`.slice(0, 64) }]
}

/** Taken into the state, one by one, and destroyed together. @returns those that are gone: destroyed now, or told of and not there. */
export async function destroyOrphans(
  workspace: Workspace,
  { placement, arns }: { readonly placement: Placement; readonly arns: readonly string[] },
  kept: (state: Buffer) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const orphans = orphansOf(arns, placement).map((orphan, at) => ({ ...orphan, name: `orphan_${at}` }))
  await writeModule(workspace, nothingIn('aws', placement, orphans))
  for (const { type, name, id } of orphans) await adopt(workspace, `${type}.${name}`, id)
  await settle(workspace, nothingIn('aws', placement), { kept })
  return new Set(orphans.map(({ arn }) => arn))
}
