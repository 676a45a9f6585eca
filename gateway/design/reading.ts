/** Reads a design's text into edits: rules first, then what a model proposes, weighed by the runner; what does not fit goes back to be mended. */
import type { DesignInput } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { isAway } from '@quint/runtime/failure.ts'
import { jsonOf } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import { type Checked, type CoachedAsking, checkedOf, derivedOf, type Edit, problemOf, subjectOf } from './subject.ts'

interface Weighed {
  readonly taken: readonly { readonly edit: Edit; readonly place: string; readonly inferred: boolean }[]
  readonly refused: readonly { readonly edit: string; readonly reason: string }[]
  readonly diff: readonly string[]
  readonly unmapped: readonly string[]
  readonly said?: object
  readonly checked: Checked
}

const rounds = 3
const longestRoundMs = 45_000

export async function readDesign(options: DesignOptions, design: DesignInput, { coach, ...asking }: CoachedAsking) {
  const { hints, runner } = options
  const begun = await checkedOf(options, design, asking)
  derivedOf(begun)
  const problem = await problemOf(options, design.problemId, asking)
  let checked = begun
  let said: object | undefined
  let unmapped = begun.unmapped
  let refused: Weighed['refused'] = []
  let source = 'rules'
  const taken: Weighed['taken'][number][] = []
  const diff: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const complaints = refused.map(({ edit, reason }) => `${edit}: ${reason}`)
    const subject = subjectOf(checked, design.designText, problem)
    const read = await hints.readDesign({ design: subject, complaints, coach }, { ...asking, deadline: longestRoundMs }).catch(nobody)
    if (read === undefined || read.edits.length === 0) break
    source = read.source
    const blueprint = JSON.stringify(derivedOf(checked).blueprint)
    const { weighed } = await runner.weighEdits({ design: { ...design, blueprint }, edits: read.edits }, asking)
    const next = jsonOf(weighed) as Weighed
    taken.push(...next.taken)
    diff.push(...next.diff)
    refused = next.refused
    checked = next.checked
    said = next.said ?? said
    unmapped = unmapped.filter((sentence) => !next.taken.some(({ edit: { quote = '' } }) => quote !== '' && overlap(sentence, quote)))
    if (refused.length === 0) break
  }
  return {
    ...checked,
    source,
    edits: [
      ...begun.edits.map((edit) => ({ ...edit, inferred: edit.quote === undefined })),
      ...taken.map(({ edit, inferred }) => ({ ...edit, inferred })),
    ],
    refused,
    unmapped,
    diff,
    // Without what was inferred, where anything was.
    ...(taken.some(({ inferred }) => inferred) && said !== undefined ? { saidBlueprint: said } : {}),
  }
}

/** What rules have read is there without anybody else. */
function nobody(error: unknown): undefined {
  if (isAway(error)) return undefined
  throw error
}

function overlap(sentence: string, quote: string): boolean {
  return sentence.includes(quote) || quote.includes(sentence)
}
