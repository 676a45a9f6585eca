/** Designs: how long rules take to read one, how long one of twelve processes takes to run and to be gone, and what a request through it costs. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startPostgres } from '../../packages/db/embedded.ts'
import { openClient } from '../../services/infra-runner/build/asking.ts'
import type { Blueprint } from '../../services/infra-runner/build/blueprint/blueprint.ts'
import { blueprintFrom } from '../../services/infra-runner/build/blueprint/read.ts'
import { toLocalPlan } from '../../services/infra-runner/build/derive/local-plan.ts'
import { readSchema } from '../../services/infra-runner/build/input/schema.ts'
import { localProvisioner } from '../../services/infra-runner/build/local/provisioner.ts'
import { chat } from '../../services/infra-runner/build/packs/chat.ts'
import { packs } from '../../services/infra-runner/build/packs/packs.ts'
import { validate } from '../../services/infra-runner/build/validate/validate.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const readings = 20
const deployments = 4
const warmUp = 1

export async function buildRows(): Promise<readonly Row[]> {
  return [await validationRow(), ...(await deploymentRows())]
}

function blueprintOf(draft: unknown): Blueprint {
  const read = blueprintFrom(draft)
  if (read.kind !== 'read') throw new Error('a pack is malformed')
  return read.value
}

/** From what a learner sends to findings, the schema in SQL included. */
async function validationRow(): Promise<Row> {
  const times: number[] = []
  for (let round = -2; round <= readings; round += 1)
    for (const pack of packs) {
      const began = performance.now()
      const schema = await readSchema(pack.schema)
      const findings = validate(blueprintOf(pack.good), { pack })
      if (round > 0) times.push(performance.now() - began)
      if (schema.kind !== 'read' || findings.some(({ severity }) => severity === 'error')) throw new Error(`${pack.id} was refused`)
    }
  return {
    name: 'Designs: read and validated by rules, p95',
    measured: percentile(times, 0.95),
    unit: 'ms',
    atMost: 50,
    note: `${times.length} of ${packs.length} problems`,
  }
}

/** The chat with as many services as make twelve processes with its balancers, streams and workers. */
function twelve(): Blueprint {
  const components = chat.good.components.map((one) => (one.id === 'api' ? { ...one, replicas: 6 } : one))
  return blueprintOf({ ...chat.good, components })
}

async function deploymentRows(): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-build-'))
  await using server = await startPostgres(path.join(folder, 'postgres'))
  const provisioner = localProvisioner({ folder: path.join(folder, 'ledger'), adminUrl: server.adminUrl })
  const plan = toLocalPlan(twelve())
  const [starts, ends]: [number[], number[]] = [[], []]
  try {
    for (let round = 0; round < deployments + warmUp; round += 1) {
      const began = performance.now()
      const deployment = await provisioner.deploy(plan, { namespace: `bench${round}`, expiresAt: Number.MAX_SAFE_INTEGER })
      using client = openClient({ entryHost: deployment.entryHost, entryPorts: deployment.entryPorts, timeoutMs: 5000 })
      const { status } = await client.ask({ method: 'GET', path: '/messages' })
      if (status !== 200) throw new Error(`a deployed design answered ${status}`)
      const running = performance.now()
      await deployment[Symbol.asyncDispose]()
      const left = await provisioner.left()
      if (left.length > 0) throw new Error(`left: ${left.join(', ')}`)
      if (round < warmUp) continue
      starts.push(running - began)
      ends.push(performance.now() - running)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const note = `${plan.processes.length} processes, ${plan.wires.length} wires, a schema`
  return [
    { name: 'Designs: from a plan to its first answer', measured: median(starts) / 1000, unit: 's', atMost: 5, note },
    { name: 'Designs: until nothing of it is left', measured: median(ends) / 1000, unit: 's', atMost: 10 },
  ]
}
