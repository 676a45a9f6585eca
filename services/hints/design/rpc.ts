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

/** @param asking with whom the learner wants asked. */
export function designRpc(asking: (coach: string) => DesignDeps): DesignCalls {
  return {
    async readDesign({ design, complaints, coach }, context) {
      const { userId } = learnerOf(context)
      const { edits, answering } = await readEdits(asking(coach), { userId, signal: context.signal, design: designOf(design), complaints })
      return { edits: [...edits], ...authorship(answering) }
    },
    async assessDesign({ design, byRules, coach }, context) {
      const { userId } = learnerOf(context)
      if (byRules.length > 8) throw new Failure('invalid', 'There are four areas.')
      const { assessments, answering } = await assess(asking(coach), { userId, signal: context.signal, design: designOf(design), byRules })
      return { assessments, ...authorship(answering) }
    },
    async explainDesign({ design, seen, coach }, context) {
      const { userId } = learnerOf(context)
      const asked = { userId, signal: context.signal, design: designOf(design), seen: seen.slice(0, mostPoints) }
      const { paragraphs, answering } = await explain(asking(coach), asked)
      return { paragraphs, ...authorship(answering) }
    },
    async *discussDesign({ design, question, byRules, coach }, context) {
      const { userId } = learnerOf(context)
      if (question.trim() === '' || question.length > mostQuestion) throw new Failure('invalid', `Ask something in at most ${mostQuestion} letters.`)
      yield* discuss(asking(coach), { userId, signal: context.signal, design: designOf(design), question, byRules })
    },
  }
}

function authorship({ source, model, inputTokens, outputTokens }: Answering) {
  return { source, model, tokens: { input: inputTokens, output: outputTokens } }
}
