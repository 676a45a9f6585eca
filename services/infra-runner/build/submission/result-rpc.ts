/** The contract's calls about what came out of a submission: report, Terraform, comparison, and a further attempt with edits. */

import type { Tx } from '@quint/db/database.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { z } from 'zod'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { cloudOf } from '../cloud/cloud-store.ts'
import { ddlOf } from '../derive/ddl.ts'
import { applyEdits, diffOf, type Edit, editSchema } from '../edits.ts'
import { namespaceOf } from '../pipeline/pipeline.ts'
import { cloudReport } from '../report/cloud.ts'
import { comparedOf } from '../report/comparison.ts'
import { reportHtml } from '../report/html.ts'
import type { Report } from '../report/report.ts'
import { knownTarget, moduleOf } from './planned.ts'
import { knownId, notThere } from './request.ts'
import { mustStand, type SubmissionDeps, submit } from './rpc.ts'
import * as store from './submission-store.ts'

const editsShape = z.array(editSchema).min(1).max(64)

export function resultCalls(deps: SubmissionDeps) {
  const { database } = deps
  return {
    async getReport({ submissionId, format }, context) {
      const { userId } = learnerOf(context)
      const report = await database.asReader(userId, async (tx) => {
        const cloud = cloudReport(await cloudOf(tx, knownId(submissionId)))
        return { ...(await reportIn(tx, submissionId)), ...(cloud === undefined ? {} : { cloud }) }
      })
      return { report: Buffer.from(format === 'html' ? reportHtml(report) : JSON.stringify(report)) }
    },
    async getTerraform({ submissionId, target }, context) {
      const { userId } = learnerOf(context)
      const where = knownTarget(target)
      const blueprint = await database.asReader(userId, (tx) => blueprintIn(tx, knownId(submissionId)))
      return { module: Buffer.from(moduleOf(blueprint, where, namespaceOf(submissionId))) }
    },
    async compareSubmissions({ submissionId, withId }, context) {
      const { userId } = learnerOf(context)
      const comparison = await database.asReader(userId, async (tx) => {
        const [now, before] = [await sideOf(tx, knownId(submissionId)), await sideOf(tx, knownId(withId))]
        const compared = before.figures === undefined || now.figures === undefined ? [] : comparedOf(before.figures, now.figures)
        return { before: before.facts, now: now.facts, diff: diffOf(before.blueprint, now.blueprint), compared }
      })
      return { comparison: Buffer.from(JSON.stringify(comparison)) }
    },
    async applyEdits({ submissionId, edits }, context) {
      const { userId } = learnerOf(context)
      const id = knownId(submissionId)
      const found = await database.asLearner(userId, async (tx) => {
        const [row, parts] = [await store.findSubmission(tx, id), await store.findParts(tx, id)]
        if (row === undefined || parts === undefined) throw notThere()
        mustStand(row)
        return { row, parts, blueprint: await blueprintIn(tx, id), proposed: (await store.findReport(tx, id))?.proposal?.edits }
      })
      const edited = applyEdits(found.blueprint, chosen(edits, found.proposed))
      if (edited.kind === 'refused') throw new Failure('invalid', 'The edits do not fit this design.', { fields: edited.problems })
      const { schemaInput, apiSpecInput, designText } = found.parts
      const own = { schemaInput: schemaOf(schemaInput, found.blueprint, edited.value), apiSpecInput, designText }
      const written = { ...own, blueprint: JSON.stringify(edited.value), problemId: found.row.problemId }
      return submit(deps, userId, { id: effectIdOf(context) ?? uuidv7(), written, despite: true, previousId: id, wait: false })
    },
  } satisfies Partial<RunnerServiceImplementation>
}

/** The schema as it was written, unless the edits change the tables. */
function schemaOf(written: string, before: Blueprint, now: Blueprint): string {
  return JSON.stringify(before.tables) === JSON.stringify(now.tables) ? written : `${ddlOf(now.tables).join(';\n\n')};\n`
}

function chosen(edits: string, proposed: readonly Edit[] | undefined): readonly Edit[] {
  if (edits.trim() === '') {
    if (proposed === undefined || proposed.length === 0) throw new Failure('conflict', 'The report proposes nothing.')
    return proposed
  }
  const parsed = editsShape.safeParse(json(edits))
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new Failure('invalid', 'These are no edits.', { fields })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function reportIn(tx: Tx, id: string): Promise<Report> {
  const row = await store.findSubmission(tx, id)
  if (row === undefined) throw notThere()
  const report = await store.findReport(tx, id)
  if (report === undefined) throw new Failure('conflict', 'There is no report yet: the design was not tried to the end.')
  return report
}

async function blueprintIn(tx: Tx, id: string): Promise<Blueprint> {
  const parts = await store.findParts(tx, id)
  if (parts === undefined) throw notThere()
  const read = blueprintFrom(parts.checked?.derived?.blueprint)
  if (read.kind === 'refused') throw new Failure('conflict', 'There is no design yet: it could not be read.')
  return read.value
}

async function sideOf(tx: Tx, id: string) {
  const row = await store.findSubmission(tx, id)
  if (row === undefined) throw notThere()
  const { attempt, status, verdict, createdAt } = row
  const report = await store.findReport(tx, id)
  const measured = report === undefined ? {} : { figures: report.figures, verdicts: report.verdicts }
  return { blueprint: await blueprintIn(tx, id), figures: report?.figures, facts: { id, attempt, status, verdict, createdAt, ...measured } }
}
