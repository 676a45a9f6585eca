/**
 * A program that behaves like Terraform with our own module of seats: a state that is written after each seat, a lock, provisioners that are called as the module
 * says, outputs as JSON, and the ends that Terraform makes. What it is to do wrong stands in the file that SEATS_MODE names, read at each start.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const [verb = ''] = process.argv.slice(2)
const mode = process.env.SEATS_MODE === undefined ? '' : readFileSync(process.env.SEATS_MODE, 'utf8')
const stateFile = 'terraform.tfstate'
const lockFile = '.terraform.tfstate.lock.info'
const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
const fail = (words) => {
  process.stderr.write(`Error: ${words}\n`)
  process.exit(1)
}
const state = () => (existsSync(stateFile) ? read(stateFile) : { seats: {} })
const write = (seats) => writeFileSync(stateFile, JSON.stringify({ seats }))

function called(how, id, environment = {}) {
  const child = spawnSync(process.env.QUINT_NODE, ['--no-warnings', process.env.QUINT_SEAT, how], {
    env: { ...process.env, ...environment, QUINT_SEAT_ID: id },
    encoding: 'utf8',
  })
  if (child.status !== 0) fail(`local-exec provisioner error: exit status ${child.status}. Output: ${child.stderr}`)
}

/** The lock of a process that was killed is nobody's, as those of the kernel. */
function locked(work) {
  const owner = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0
  if (owner > 0 && existsSync(`/proc/${owner}`)) fail('Error acquiring the state lock')
  writeFileSync(lockFile, String(process.pid))
  process.on('exit', () => rmSync(lockFile, { force: true }))
  work()
}

function apply() {
  const asked = read('main.tf.json').module.seats
  const { agent } = read('terraform.tfvars.json')
  const { seats } = state()
  for (const seat of Object.keys(asked.seats)) {
    if (mode === 'no-room' && seat !== 'n0') fail(`there is no room for ${seat}, which was to have ${agent.environment.AGENT_TOKEN}`)
    const id = randomUUID()
    called('start', id, agent.environment)
    seats[seat] = id
    write(seats)
    if (mode === 'hangs') return hang()
  }
  process.stdout.write('Apply complete!\n')
}

/** Until it is asked to end, which it does with a seat that is not in its state. */
function hang() {
  process.on('SIGINT', () => {
    called('start', randomUUID(), read('terraform.tfvars.json').agent.environment)
    fail('execution halted')
  })
  setInterval(() => process.stdout.write('Still creating...\n'), 50)
}

function destroy() {
  if (mode === 'lasts') {
    writeFileSync('lasting', '')
    process.on('SIGINT', () => fail('execution halted'))
    setInterval(() => process.stdout.write('Still destroying...\n'), 50)
    return
  }
  if (mode === 'stays') fail(`the cloud does not answer ${read('terraform.tfvars.json').agent.environment.AGENT_TOKEN}`)
  const { seats } = state()
  for (const [seat, id] of Object.entries(seats)) {
    called('end', id)
    delete seats[seat]
    write(seats)
  }
}

function output() {
  const value = Object.fromEntries(Object.entries(state().seats).map(([seat, id]) => [seat, read(`${id}.json`).address]))
  if (mode === 'forgets') delete value.n1
  process.stdout.write(JSON.stringify({ addresses: { sensitive: true, type: ['map', 'string'], value } }))
}

if (verb === 'version') process.stdout.write('Terraform v1.11.4\n')
else if (verb === 'init') process.stdout.write('Terraform has been successfully initialized!\n')
else if (verb === 'apply') locked(apply)
else if (verb === 'destroy') locked(destroy)
else if (verb === 'output') output()
else fail(`there is no ${verb}`)
