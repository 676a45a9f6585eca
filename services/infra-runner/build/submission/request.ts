/** What a learner may submit: bounded, of a problem that is there, and nothing that may not stand. */
import { moderate } from '@quint/moderation/moderate.ts'
import { messagesOf } from '@quint/moderation/verdict.ts'
import type { DesignInput } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { mostBytes } from '../blueprint/read.ts'
import type { Pack } from '../packs/pack.ts'
import { packs } from '../packs/packs.ts'
import type { Written } from './compose.ts'

const mostText = 50_000

export function packOf(problemId: string): Pack {
  const pack = packs.find(({ id }) => id === problemId)
  if (pack === undefined) throw new Failure('not_found', 'There is no such design problem.')
  return pack
}

export function writtenOf(design: DesignInput | undefined): Written & { readonly problemId: string } {
  if (design === undefined) throw new Failure('invalid', 'There is no design.')
  for (const [path, most] of [
    ['schemaInput', mostBytes],
    ['apiSpecInput', mostBytes],
    ['blueprint', mostBytes],
    ['designText', mostText],
  ] as const)
    if (Buffer.byteLength(design[path]) > most) throw tooMuch(path, most)
  return design
}

function tooMuch(path: string, most: number): Failure {
  const message = `must be at most ${most} bytes`
  return new Failure('invalid', `The ${path} is too long.`, { fields: [{ path, message }] })
}

/** Its text may be read by moderators; code and addresses are the point of it. */
export function judgedText({ designText }: Written): { readonly moderation: string; readonly reasons: readonly string[] } {
  const { verdict, reasons } = moderate(designText, { without: ['solution_code', 'link'] })
  if (verdict === 'refuse') throw new Failure('forbidden', 'This text may not stand.')
  return { moderation: verdict === 'review' ? 'review' : 'clear', reasons: messagesOf(reasons) }
}

export function knownId(id: string): string {
  if (!isUuid(id)) throw notThere()
  return id
}

export function notThere(): Failure {
  return new Failure('not_found', 'There is no such submission.')
}
