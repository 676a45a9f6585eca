/** Settings that do not go together are told of before anything is started. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { readSettings } from '@quint/runtime/config.ts'
import { placeOf } from '../build/pipeline/open.ts'
import { settings } from '../config.ts'
import { openTerraform } from './open.ts'
import { seatsHouse } from './terraform/testing.ts'

const needed = {
  RUNNER_DATABASE_URL: 'postgres://a/b',
  BUS_URL: 'postgres://a/b',
  MESH_TRUSTED_KEYS: '{}',
  GATEWAY_JWKS_URL: 'http://a',
  GATEWAY_ISSUER: 'http://a',
}
const image = `registry.example.com/quint@sha256:${'a'.repeat(64)}`
const whole = { RUNNER_DESIGN_PLACE: 'kubernetes', RUNNER_DESIGN_DATABASE_URL: 'postgres://u:p@designs:5432/postgres', RUNNER_PLACE_IMAGE: image }
const from = (given: Readonly<Record<string, string>>) => placeOf(readSettings(settings, { ...needed, ...given }))

test('designs run on this machine unless a cluster is named, and not at all where they are off', () => {
  assert.equal(from({}), undefined)
  assert.equal(from({ RUNNER_DESIGN_PLACE: 'kubernetes', RUNNER_DESIGNS: 'off' }), undefined)
  assert.equal(typeof from(whole), 'function')
})

test('a cluster needs a database that its pods reach, an image by its digest, and a network that is one', () => {
  assert.throws(() => from({ ...whole, RUNNER_DESIGN_DATABASE_URL: '' }), /RUNNER_DESIGN_DATABASE_URL is required/)
  for (const name of ['', 'quint', 'quint:latest', 'quint@sha256:12'])
    assert.throws(() => from({ ...whole, RUNNER_PLACE_IMAGE: name }), /RUNNER_PLACE_IMAGE must name an image by its digest/)
  assert.throws(() => from({ ...whole, RUNNER_PLACE_DATABASE_NETWORK: 'designs' }), /RUNNER_PLACE_DATABASE_NETWORK must be a network/)
  assert.equal(typeof from({ ...whole, RUNNER_PLACE_DATABASE_NETWORK: '10.20.0.0/24' }), 'function')
})

test('Terraform needs a program that works, credentials that are there, and arguments that are an object', async () => {
  using seats = seatsHouse()
  const opened = (given: Readonly<Record<string, string>>, environment: NodeJS.ProcessEnv = {}) =>
    openTerraform(
      readSettings(settings, { ...needed, RUNNER_LAB_TERRAFORM: seats.binary, RUNNER_LAB_TERRAFORM_DIR: seats.folder, ...given }),
      environment,
    )
  {
    await using place = await opened({})
    assert.equal(place.kind, 'terraform')
    // It would take what the other has open for left by a dead one.
    await assert.rejects(opened({}), /lab is in use by process \d+: stop it first, or set RUNNER_LAB_TERRAFORM_DIR to another folder$/)
  }
  const unwritable = path.join(seats.binary, 'lab')
  await assert.rejects(opened({ RUNNER_LAB_TERRAFORM_DIR: unwritable }), /cannot be written \(ENOTDIR\): .* set RUNNER_LAB_TERRAFORM_DIR to/)
  await assert.rejects(opened({ RUNNER_LAB_TERRAFORM: '/no/such/terraform' }), /RUNNER_LAB_TERRAFORM must be a terraform or tofu that works/)
  const named = { RUNNER_LAB_TERRAFORM_MODULE: './seats', RUNNER_LAB_TERRAFORM_ENVIRONMENT: 'CLOUD_KEY,CLOUD_REGION' }
  await assert.rejects(opened(named, { CLOUD_KEY: 'k' }), /RUNNER_LAB_TERRAFORM_ENVIRONMENT names what is not set: CLOUD_REGION$/)
  await assert.rejects(opened({ RUNNER_LAB_TERRAFORM_VARIABLES: '{ "agent": 1 }' }), /RUNNER_LAB_TERRAFORM_VARIABLES must not name agent/)
  await using own = await opened(named, { CLOUD_KEY: 'k', CLOUD_REGION: 'r' })
  assert.equal(own.kind, 'terraform')
})
