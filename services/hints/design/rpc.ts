/** The calls about designs: a design in, what a model makes of it out; nothing is kept. */
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Answering } from '../model-text.ts'
import type { DesignDeps } from './asking.ts'
import { assess } from './assess.ts'
import { discuss } from './discuss.ts'
import { explain } from './explain.ts'
import { readEdits } from './read.ts'
import { designOf } from './subject.ts'

type DesignCalls = Pick<HintsServiceImplementation, 'readDesign' | 'assessDesign' | 'explainDesign' | 'discussDesign'>

const mostQuestion = 2000
const mostPoints = 60

export function designRpc(deps: DesignDeps): DesignCalls {
  return {
    async readDesign({ design, complaints }, context) {
      const { userId } = learnerOf(context)
      const { edits, answering } = await readEdits(deps, { userId, signal: context.signal, design: designOf(design), complaints })
      return { edits: [...edits], ...authorship(answering) }
    },
    async assessDesign({ design, byRules }, context) {
      const { userId } = learnerOf(context)
      if (byRules.length > 8) throw new Failure('invalid', 'There are four areas.')
      const { assessments, answering } = await assess(deps, { userId, signal: context.signal, design: designOf(design), byRules })
      return { assessments, ...authorship(answering) }
    },
    async explainDesign({ design, seen }, context) {
      const { userId } = learnerOf(context)
      const asked = { userId, signal: context.signal, design: designOf(design), seen: seen.slice(0, mostPoints) }
      const { paragraphs, answering } = await explain(deps, asked)
      return { paragraphs, ...authorship(answering) }
    },
    async *discussDesign({ design, question, byRules }, context) {
      const { userId } = learnerOf(context)
      if (question.trim() === '' || question.length > mostQuestion) throw new Failure('invalid', `Ask something in at most ${mostQuestion} letters.`)
      yield* discuss(deps, { userId, signal: context.signal, design: designOf(design), question, byRules })
    },
  }
}

function authorship({ source, model, inputTokens, outputTokens }: Answering) {
  return { source, model, tokens: { input: inputTokens, output: outputTokens } }
}
