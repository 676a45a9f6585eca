/** The contract's call that discusses a design. */
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { checkDesign } from '../submission/check.ts'
import { packOf, writtenOf } from '../submission/request.ts'
import { answered } from './answer.ts'

const mostQuestion = 2000

export function chatCalls() {
  return {
    async *discussDesign({ design, message }, context) {
      learnerOf(context)
      if (message.trim() === '' || message.length > mostQuestion) throw new Failure('invalid', `Ask something in at most ${mostQuestion} letters.`)
      const written = writtenOf(design)
      const pack = written.problemId === '' ? undefined : packOf(written.problemId)
      const sentences = answered(message, await checkDesign(written, pack), pack)
      for (const text of sentences) yield { text: `${text}\n\n`, source: '' }
      yield { text: '', source: 'rules' }
    },
  } satisfies Partial<RunnerServiceImplementation>
}
