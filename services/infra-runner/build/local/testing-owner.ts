/** Deploys a design and says so: a provisioner of its own for tests that kill it. */
import { blueprintFrom } from '../blueprint/read.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { localProvisioner } from './provisioner.ts'

const [folder = '', adminUrl = '', namespace = ''] = process.argv.slice(2)
const read = blueprintFrom(urlShortener.good)
if (read.kind !== 'read') throw new Error('the pack is malformed')
process.stdout.write('begun\n')
await localProvisioner({ folder, adminUrl }).deploy(toLocalPlan(read.value), { namespace, expiresAt: Date.now() + 60_000 })
process.stdout.write('deployed\n')
