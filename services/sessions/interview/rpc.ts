/** The contract's calls about mock interviews. */
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedLimit } from '../cursor.ts'
import * as driving from './driving.ts'
import * as interviewing from './interviewing.ts'
import * as lists from './list-store.ts'
import * as store from './store.ts'
import { checkedBeginning, checkedDraft, checkedLanguage, checkedTold } from './told.ts'
import { fromStatus, toEntry, toRecord, toWhole } from './wire.ts'

const longestSaid = 20_000

export function interviews(database: Database) {
  return {
    async startInterview(request, context) {
      const { userId } = learnerOf(context)
      return { step: await interviewing.start(database, { userId, beginning: checkedBeginning(request), id: effectIdOf(context) }) }
    },
    async tellInterview(request, context) {
      const { userId } = learnerOf(context)
      const { interviewId, afterSeq } = request
      return { step: await interviewing.tell(database, { userId, interviewId, afterSeq, told: checkedTold(request) }) }
    },
    async readInterview({ interviewId, afterSeq }, context) {
      return { step: await interviewing.read(database, { userId: learnerOf(context).userId, interviewId, afterSeq }) }
    },
    claimDuty: (request, context) => driving.claim(database, { ...request, userId: learnerOf(context).userId }),
    async holdDuty({ said, ...request }, context) {
      return driving.hold(database, { ...request, said: said.slice(0, longestSaid), userId: learnerOf(context).userId })
    },
    async payDuty({ with: payment, ...request }, context) {
      if (payment === undefined) throw new Failure('invalid', 'with must not be empty')
      return { step: await driving.pay(database, { ...request, payment, userId: learnerOf(context).userId }) }
    },
    async keepDraft({ interviewId, language, code, unchanged }, context) {
      const draft = unchanged ? undefined : { language: checkedLanguage(language), code: checkedDraft(code) }
      await interviewing.keepDraft(database, { draft, userId: learnerOf(context).userId, interviewId })
      return {}
    },
    async getInterview({ interviewId }, context) {
      return database.asReader(learnerOf(context).userId, async (tx) => ({
        interview: toWhole(await store.findInterview(tx, interviewId)),
        entries: (await store.listEntries(tx, interviewId)).map(toEntry),
        snapshots: await store.listSnapshots(tx, interviewId),
      }))
    },
    async getInterviewStats(_request, context) {
      const { bands, ...counts } = await database.asReader(learnerOf(context).userId, lists.interviewStats)
      return { ...counts, bands: [...bands] }
    },
    async listInterviews({ status, problemId, limit, cursor }, context) {
      if (problemId.length > 64 || problemId.includes('\0')) throw new Failure('invalid', 'problemId must name a problem')
      const page = { status: fromStatus(status), problemId, limit: checkedLimit(limit), cursor }
      const { rows, nextCursor } = await database.asReader(learnerOf(context).userId, (tx) => lists.listInterviews(tx, page))
      return { interviews: rows.map(toRecord), nextCursor }
    },
  } satisfies Partial<SessionsServiceImplementation>
}
