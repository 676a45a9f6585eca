/** Terraform itself, where it is installed: what is generated is valid and in its form, and a local module is planned, applied, used and destroyed. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { startPostgres } from '@quint/db/embedded.ts'
import { z } from 'zod'
import { isThere } from '../../terraform/program.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import { toTerraform } from '../derive/terraform.ts'
import { localProvisioner } from '../local/provisioner.ts'
import { packs } from '../packs/packs.ts'
import { terraformProvisioner } from './provisioner.ts'

const owned = new AsyncDisposableStack()
after(() => owned.disposeAsync())
const found = (await isThere('terraform')) ? 'terraform' : (await isThere('tofu')) ? 'tofu' : ''
const missing = found === '' ? 'there is no terraform here' : false

function folderOf(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-tf-test-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function blueprintOf(draft: unknown) {
  const read = blueprintFrom(draft)
  assert.equal(read.kind, 'read')
  return read.kind === 'read' ? read.value : assert.fail()
}

const placement = { namespace: 'b0123456789', expires: 'after-the-trial' }
const designs = packs.flatMap(({ id, good, bad }) => [[`${id}, good`, good] as const, [`${id}, bad`, bad] as const])

/** An independent reader: what Terraform's own documentation of its JSON form wants of a module. */
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)
const blocks = z.record(name, z.looseObject({}))
const form = z.strictObject({
  terraform: z.looseObject({ required_version: z.string() }),
  provider: z.record(z.string(), z.looseObject({})).optional(),
  variable: blocks.optional(),
  output: z.record(name, z.looseObject({ value: z.unknown() })),
  data: z.record(name, blocks).optional(),
  resource: z.record(name, blocks),
})

test('every module has the form of a module, and refers to nothing that it does not have', () => {
  for (const [design, draft] of designs)
    for (const target of ['google', 'aws', 'local'] as const) {
      const text = toTerraform(blueprintOf(draft), target, placement)
      const module = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, object>>>>
      assert.equal(form.safeParse(module).error, undefined, `${design} for ${target}`)
      for (const [, address = ''] of text.matchAll(/\$\{((?:google|aws)_\w+\.\w+)/g)) {
        const [type = '', block = ''] = address.split('.')
        assert.ok(block in (module.resource?.[type] ?? {}), `${design} for ${target}: there is no ${address}`)
      }
      for (const [, variable = ''] of text.matchAll(/var\.(\w+)/g))
        assert.ok(variable in (module.variable ?? {}), `${design} for ${target}: ${variable}`)
    }
})

test('a local module is valid, planned, applied and destroyed by Terraform, and its tests run with what its outputs tell', {
  skip: missing,
}, async () => {
  const folder = folderOf()
  const postgres = owned.use(await startPostgres(path.join(folder, 'postgres'), { durable: false }))
  const local = localProvisioner({ folder: path.join(folder, 'ledger'), adminUrl: postgres.adminUrl })
  const good = packs.find(({ id }) => id === 'url-shortener')?.good
  const provisioner = terraformProvisioner({ binary: found, local, folder: path.join(folder, 'tf') })
  const plan = toLocalPlan(blueprintOf(good))
  {
    await using deployment = await provisioner.deploy(plan, { namespace: `tf${process.pid}`, expiresAt: Number.MAX_SAFE_INTEGER / 2 ** 10 })
    const [port] = deployment.entryPorts
    const response = await fetch(`http://127.0.0.1:${port}/nobody-knows-this`, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    assert.equal(response.status, 404)
    assert.ok(Object.keys(await deployment.counts()).length >= plan.processes.length)
    await assert.rejects(provisioner.deploy(plan, { namespace: deployment.namespace, expiresAt: Date.now() }), /deployed already/)
  }
  assert.deepEqual(await provisioner.left(), [])
})

test('what cannot be applied fails with the reason, and nothing is left', { skip: missing }, async () => {
  const folder = folderOf()
  const local = localProvisioner({ folder: path.join(folder, 'ledger'), adminUrl: 'postgres://nobody@127.0.0.1:1/none' })
  const plan = toLocalPlan(blueprintOf(packs[0]?.good))
  const deploying = terraformProvisioner({ binary: found, local, folder: path.join(folder, 'tf') }).deploy(plan, {
    namespace: 'tfnone',
    expiresAt: Date.now(),
  })
  await assert.rejects(deploying, /Terraform apply failed/)
  assert.deepEqual(readdirSync(path.join(folder, 'tf')), [])
  const broken = terraformProvisioner({ binary: '/no/such/terraform', local, folder: path.join(folder, 'tf') }).deploy(plan, {
    namespace: 'tfnone',
    expiresAt: Date.now(),
  })
  await assert.rejects(broken, /Terraform init failed/)
  assert.deepEqual(readdirSync(path.join(folder, 'tf')), [])
})
