/**
 * A program that behaves like Terraform with a cloud that is a folder: it locks its state, writes it after each thing, ends as Terraform ends, and fails as a
 * test wants it to. What it is to do stands in `mode` beside `things`, in the folder that its HOME leads to by the file `cloud`.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [verb = '', ...rest] = process.argv.slice(2)
const root = readFileSync(path.join(import.meta.dirname, 'cloud'), 'utf8')
const mode = existsSync(path.join(root, 'mode')) ? readFileSync(path.join(root, 'mode'), 'utf8') : ''
const things = path.join(root, 'things')
mkdirSync(things, { recursive: true })
writeFileSync(path.join(root, `environment-${verb}`), JSON.stringify(process.env))
writeFileSync(path.join(root, `ran-${process.pid}-${verb}`), rest.join(' '))

const stateFile = 'terraform.tfstate'
const lockFile = '.terraform.tfstate.lock.info'
const module = () => JSON.parse(readFileSync('main.tf.json', 'utf8'))
const state = () =>
  existsSync(stateFile)
    ? JSON.parse(readFileSync(stateFile, 'utf8'))
    : { version: 4, serial: 0, lineage: `l${process.pid}`, resources: [], outputs: {} }
const write = (next) => writeFileSync(stateFile, JSON.stringify({ ...next, serial: next.serial + 1 }))
const fail = (words) => {
  process.stderr.write(`Error: ${words}\n`)
  process.exit(1)
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const hang = async () => {
  for (;;) {
    await pause(200)
    process.stdout.write('Still creating...\n')
  }
}
let interrupted = false
process.on('SIGINT', () => {
  if (mode.includes('deaf')) return
  interrupted = true
  if (mode.includes('hang')) process.exit(1)
})
// As Terraform ends when nobody reads what it says.
process.stdout.on('error', () => process.exit(141))

const addressesIn = ({ resource = {} }) => Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => ({ type, name })))
const namespaceIn = ({ provider }) => provider.aws?.default_tags.tags.quint_namespace ?? 'g'

async function locked(work) {
  if (existsSync(lockFile)) fail('Error acquiring the state lock')
  writeFileSync(lockFile, '')
  process.on('exit', () => rmSync(lockFile, { force: true }))
  await work()
}

async function make() {
  const planned = JSON.parse(readFileSync('plan', 'utf8'))
  let now = state()
  for (const [at, { type, name }] of planned.makes.entries()) {
    if (interrupted) fail('execution halted')
    const id = `${planned.namespace}.${type}.${name}`
    writeFileSync(path.join(things, id), '')
    // Made, and not written down: what a kill at the wrong moment leaves.
    if (mode.includes('unwritten') && at === 1) await hang()
    now = { ...now, resources: [...now.resources, { mode: 'managed', type, name, id, instances: [{ attributes: { id: `arn:aws:s3:::${id}` } }] }] }
    appendFileSync(path.join(root, 'ever'), `${id}\n`)
    write(now)
    now = state()
    process.stdout.write(`${type}.${name}: Creation complete\n`)
    if (mode.includes('slow')) await pause(100)
    if (mode.includes('hang') && at === 2) await hang()
    if (mode.includes('half') && at === 2) fail(`creating: AccessDenied for ${process.env.AWS_SECRET_ACCESS_KEY ?? 'nobody'}`)
  }
  write({ ...now, outputs: { entry_address: { value: planned.entry }, token: { value: planned.token } } })
}

async function settle() {
  const wanted = module()
  const kept = new Set(addressesIn(wanted).map(({ type, name }) => `${type}.${name}`))
  let now = state()
  for (const one of now.resources) {
    if (kept.has(`${one.type}.${one.name}`)) continue
    if (mode.includes('stuck')) fail('DependencyViolation: it is in use')
    rmSync(path.join(things, one.id), { force: true })
    now = { ...now, resources: now.resources.filter((other) => other !== one) }
    write(now)
    now = state()
  }
  const own = namespaceIn(wanted)
  // A cloud may tell of what is destroyed for a while.
  const told = mode.includes('lingers') ? readFileSync(path.join(root, 'ever'), 'utf8').trim().split('\n') : readdirSync(things)
  const left = told.filter((id) => id.startsWith(`${own}.`))
  const arns = left.map((id) => `arn:aws:s3:::${id}`)
  write({ ...now, outputs: wanted.data === undefined ? {} : { left: { value: arns } } })
}

function take([address = '', id = '']) {
  if (!existsSync(path.join(things, id))) fail('Cannot import non-existent remote object')
  const [type = '', name = ''] = address.split('.')
  const now = state()
  write({ ...now, resources: [...now.resources, { mode: 'managed', type, name, id }] })
}

if (mode.includes(`garbage-${verb}`)) {
  process.stdout.write('{{{ not what anybody reads')
  process.exit(0)
}
if (mode.includes(`fail-${verb}`)) fail(`no: ${process.env.AWS_SECRET_ACCESS_KEY ?? ''}`)
if (mode.includes(`hang-${verb}`)) await hang()
const words = rest.filter((one) => !one.startsWith('-'))
switch (verb) {
  case 'version':
    process.stdout.write('Terraform v1.11.4\n')
    break
  case 'init':
    writeFileSync('.terraform.lock.hcl', '# locks\n')
    break
  case 'plan': {
    const wanted = module()
    const { token = '' } = JSON.parse(readFileSync('terraform.tfvars.json', 'utf8'))
    const entry = existsSync(path.join(root, 'entry')) ? readFileSync(path.join(root, 'entry'), 'utf8') : ''
    writeFileSync('plan', JSON.stringify({ makes: addressesIn(wanted), namespace: namespaceIn(wanted), token, entry }))
    break
  }
  case 'show': {
    const { makes } = JSON.parse(readFileSync('plan', 'utf8'))
    const action = mode.includes('changes') ? 'update' : 'create'
    const changes = makes.map(({ type, name }) => ({ type, name, change: { actions: [action] } }))
    process.stdout.write(
      rest.includes('-json')
        ? JSON.stringify({ resource_changes: changes })
        : `Plan: ${makes.length} to add. ${process.env.AWS_SECRET_ACCESS_KEY ?? ''}\n`,
    )
    break
  }
  case 'apply':
    await locked(words.includes('plan') ? make : settle)
    break
  case 'output':
    process.stdout.write(JSON.stringify(state().outputs))
    break
  case 'import':
    await locked(async () => take(words))
    break
  default:
    fail(`there is no ${verb}`)
}
