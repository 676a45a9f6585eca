/** A design as Terraform, in its JSON form: made of blocks, never of text, so that no name can become an expression. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toLocalPlan } from './local-plan.ts'
import { awsBlocks, awsHead } from './terraform-aws.ts'
import { googleBlocks, googleHead } from './terraform-google.ts'
import { localModule } from './terraform-local.ts'

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
  const [head, blocks] =
    target === 'google' ? [googleHead(placement), googleBlocks(blueprint, placement)] : [awsHead(placement), awsBlocks(blueprint, placement)]
  const resource: Record<string, Record<string, unknown>> = {}
  for (const { type, name, body } of blocks) {
    const named = resource[type] ?? {}
    named[name] = body
    resource[type] = named
  }
  return written({ ...head, resource, output: { namespace: { value: placement.namespace } } })
}

function written(module: object): string {
  return `${JSON.stringify(module, null, 2)}\n`
}
