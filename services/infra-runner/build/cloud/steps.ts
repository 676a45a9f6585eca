/** The steps of a design in a cloud, each of which can be begun again: plan, make, ask, destroy. */
import { randomBytes } from 'node:crypto'
import { Failure } from '@quint/runtime/failure.ts'
import { nothingIn, type Placement } from '../derive/terraform.ts'
import { destroyOrphans, stillThere } from './adoption.ts'
import { answering, unanswered } from './answering.ts'
import type { Claimed, Outputs } from './cloud-store.ts'
import type { Hold } from './keeper.ts'
import { apply, digestOf, held, init, openWorkspace, plan, settle, type Workspace, writeModule, writeVariables } from './workspace.ts'

const hourMs = 3_600_000
const testsWithinMs = 180_000
const mostCheckTries = 3

/** Nothing is made: begun again, it is done again. */
export async function planStep({ keeper: { place }, one, signal, put }: Hold): Promise<void> {
  const workspace = await openWorkspace(place, { id: one.id, stateFile: null, locks: '', signal })
  await writeModule(workspace, one.module)
  await writeVariables(workspace, { ...place.variables, token: randomBytes(24).toString('base64url') })
  const { bytes, digest, text, makes, locks } = await plan(workspace)
  await put({
    state: 'planned',
    plan: bytes,
    plan_digest: digest,
    plan_text: text,
    makes,
    locks,
    detail: '',
    failures: 0,
    plan_expires_at: new Date(Date.now() + place.limits.planHours * hourMs).toISOString(),
  })
}

/** That it is being made is known before anything is: whoever comes after a crash looks for it. */
export async function makeStep(hold: Hold): Promise<void> {
  const { keeper, one, signal, put } = hold
  const { plan: bytes, planDigest } = one
  if (bytes === null || digestOf(bytes) !== planDigest) throw new Failure('conflict', 'The saved plan is not the one that was approved.')
  await put({ state: 'applying' })
  const workspace = await openWorkspace(keeper.place, { id: one.id, stateFile: one.stateFile, locks: one.locks, signal })
  await writeModule(workspace, one.module)
  const outputs = await apply(workspace, bytes, kept(hold))
  await put({ state: 'applied', outputs, plan: null, detail: '', failures: 0 })
  await checkStep(hold, outputs)
}

export async function checkStep({ keeper, one, signal, put }: Hold, outputs: Outputs | null): Promise<void> {
  const { entry = '', token = '' } = outputs ?? {}
  const { blueprint, api, problemId } = one
  if (blueprint === null) return
  const asked = { entry, token, blueprint, api, problemId, healthWithinMs: keeper.healthWithinMs, testsWithinMs, signal }
  const isGivenUp = one.failures >= mostCheckTries
  await put({ checks: isGivenUp ? unanswered(entry, 'The tests could not be brought to an end.') : await answering(asked), failures: 0 })
}

/** From the newest state that anybody kept; then the cloud itself is asked. */
export async function destroyStep(hold: Hold): Promise<void> {
  const { keeper, one, signal, put } = hold
  const { place } = keeper
  const placement = placementOf(one)
  const workspace = await openWorkspace(place, { id: one.id, stateFile: one.stateFile, locks: one.locks, signal })
  const { region, project } = place.variables
  await writeVariables(workspace, { ...(region === undefined ? {} : { region }), ...(project === undefined ? {} : { project }) })
  const empty = nothingIn(one.cloud, placement)
  await writeModule(workspace, empty)
  await init(workspace)
  const { count, arns } = await held(workspace)
  const known = [...new Set([...one.known, ...arns])]
  await put({ known })
  // One thing of which the cloud says nothing clear keeps nobody from destroying the others: every second try does not ask.
  if (count > 0) await settle(workspace, empty, { kept: kept(hold), refresh: one.failures % 2 === 0 })
  if (one.cloud === 'aws') await noneIsLeft(hold, workspace, { placement, known: new Set(known) })
  await put({ state: 'destroyed', plan: null, state_file: null, failures: 0, detail: '' })
}

/** What a state held was destroyed by its leave; what bears the namespace beside that is looked at. */
async function noneIsLeft(
  hold: Hold,
  workspace: Workspace,
  { placement, known }: { readonly placement: Placement; readonly known: ReadonlySet<string> },
): Promise<void> {
  const strangers = (await stillThere(workspace, placement, kept(hold))).filter((arn) => !known.has(arn))
  // The role is in no list: it is looked for where making it was interrupted, or something else was left.
  if (strangers.length === 0 && hold.one.outputs !== null) return
  const gone = await destroyOrphans(workspace, { placement, arns: strangers }, kept(hold))
  if (strangers.every((arn) => gone.has(arn))) return
  const left = (await stillThere(workspace, placement, kept(hold))).filter((arn) => !known.has(arn) && !gone.has(arn))
  if (left.length > 0) throw new Failure('unavailable', `Still there: ${left.slice(0, 10).join(', ')}`)
}

function kept({ put }: Hold): (state: Buffer) => Promise<void> {
  return (state) => put({ state_file: state })
}

/** What is destroyed needs no day on it. */
function placementOf({ namespace }: Claimed): Placement {
  return { namespace, expires: 'over' }
}
