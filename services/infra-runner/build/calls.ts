/** The contract's calls about designs: problems, submissions, what came of them, files, questions, administration. */
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { assetCalls } from './assets/rpc.ts'
import { chatCalls } from './chat/rpc.ts'
import { cloudAdminCalls, cloudCalls } from './cloud/rpc.ts'
import { referenceCalls } from './reference/rpc.ts'
import { adminCalls } from './submission/admin-rpc.ts'
import { resultCalls } from './submission/result-rpc.ts'
import { type SubmissionDeps, submissionCalls, submissionIn } from './submission/rpc.ts'

export function designCalls(deps: SubmissionDeps) {
  return {
    ...submissionCalls(deps),
    ...resultCalls(deps),
    ...assetCalls(deps.database),
    ...chatCalls(),
    ...adminCalls(deps.database),
    ...cloudCalls(deps, (tx, id) => submissionIn(tx, id, deps.place)),
    ...cloudAdminCalls(deps),
    ...referenceCalls(deps),
  } satisfies Partial<RunnerServiceImplementation>
}
