/** A design as Terraform, in its JSON form: made of blocks, never of text, so that no name can become an expression. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toLocalPlan } from './local-plan.ts'
import { awsBlocks, awsEntry, awsHead } from './terraform-aws.ts'
import { googleBlocks, googleEntry, googleHead } from './terraform-google.ts'
import { localModule } from './terraform-local.ts'
import { reference } from './terraform-name.ts'

/** One block: its resource type, its name within the type, and what is in it. */
export interface Block {
  readonly type: string
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface Placement {
  /** Of this submission alone. */
  readonly namespace: string
  /** Written on everything; cleaning goes by it. */
  readonly expires: string
}

export type Target = 'google' | 'aws' | 'local'

/** The same blueprint gives the same bytes. */
export function toTerraform(blueprint: Blueprint, target: Target, placement: Placement): string {
  if (target === 'local') return written(localModule(toLocalPlan(blueprint), placement))
  const [head, blocks, entry] =
    target === 'google'
      ? [googleHead(placement), googleBlocks(blueprint, placement), googleEntry(blueprint)]
      : [awsHead(placement), awsBlocks(blueprint, placement), awsEntry(blueprint)]
  const resource: Record<string, Record<string, unknown>> = {}
  for (const { type, name, body } of blocks) {
    const named = resource[type] ?? {}
    named[name] = body
    resource[type] = named
  }
  const output = {
    namespace: { value: placement.namespace },
    entry_address: { value: entry },
    token: { value: reference('var.token'), sensitive: true },
  }
  return written({ ...head, resource, output })
}

/** The same place with nothing in it: applied, everything that a state holds is destroyed. `orphans` are named without being described, to be taken into it. */
export function nothingIn(target: 'google' | 'aws', placement: Placement, orphans: readonly Pick<Block, 'type' | 'name'>[] = []): string {
  const { terraform, provider, variable } = (target === 'google' ? googleHead : awsHead)(placement) as Readonly<
    Record<'terraform' | 'provider' | 'variable', Readonly<Record<string, unknown>>>
  >
  const resource: Record<string, Record<string, object>> = {}
  for (const { type, name } of orphans) resource[type] = { ...resource[type], [name]: {} }
  const where = Object.fromEntries(Object.entries(variable).filter(([name]) => name === 'region' || name === 'project'))
  return written({ terraform, provider, variable: where, ...(orphans.length === 0 ? {} : { resource }) })
}

/** What AWS itself says that bears the namespace, whatever a state says. */
export function stillOnAws(placement: Placement): string {
  const empty = JSON.parse(nothingIn('aws', placement)) as object
  const found = { tag_filter: [{ key: 'quint_namespace', values: [placement.namespace] }] }
  const arns = `data.aws_resourcegroupstaggingapi_resources.left.resource_tag_mapping_list[*].resource_arn`
  return written({ ...empty, data: { aws_resourcegroupstaggingapi_resources: { left: found } }, output: { left: { value: reference(arns) } } })
}

function written(module: object): string {
  return `${JSON.stringify(module, null, 2)}\n`
}
