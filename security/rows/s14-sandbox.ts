/** S14: what learners write runs in a sandbox, as seen by who writes it: nothing of the machine, of the mesh or of hidden tests, and an end. */
import assert from 'node:assert/strict'
import type { Row } from '../row.ts'
import type { Stand } from '../stand.ts'
import type { Learner } from '../visitor.ts'

interface Ran {
  readonly status: string
  readonly stdout: string
  readonly stderr: string
  readonly testsTotal?: number
}

const limits = { timeMs: 2000 }

async function run(learner: Learner, program: Readonly<Record<string, unknown>>): Promise<Ran> {
  const { status, json, text } = await learner.send('POST', '/api/run', { body: { limits, ...program } })
  assert.equal(status, 200, text)
  return json as Ran
}

const python = (code: string) => ({ language: 'python', code })
const javascript = (code: string) => ({ language: 'javascript', code })

/** Each says "reached" with what it got; whatever refuses it says nothing. */
function reaching(stand: Stand) {
  const { hostname, port } = new URL(stand.trap.url)
  const { port: mesh } = new URL(stand.url)
  const files = ['/etc/passwd', stand.keysFile]
  return [
    ...files.flatMap((file) => [
      python(`try:\n  print('reached', open(${JSON.stringify(file)}).read(40))\nexcept BaseException:\n  pass\nprint('end')`),
      javascript(
        `try { console.log('reached', require('fs').readFileSync(${JSON.stringify(file)}, 'utf8').slice(0, 40)) } catch {}\nconsole.log('end')`,
      ),
    ]),
    ...[port, mesh].flatMap((to) => [
      python(
        `try:\n  import socket\n  socket.create_connection(('${hostname}', ${to}), 1)\n  print('reached')\nexcept BaseException:\n  pass\nprint('end')`,
      ),
      javascript(`(async () => { try { await fetch('http://${hostname}:${to}/'); console.log('reached') } catch {} console.log('end') })()`),
    ]),
  ]
}

/** A sandbox may have an environment of its own, and none of the mesh's. */
const environment = [
  ...['self', '1'].map((process) => python(`try:\n  print(open('/proc/${process}/environ').read())\nexcept BaseException:\n  pass`)),
  python('try:\n  import os\n  print(dict(os.environ))\nexcept BaseException:\n  pass'),
  javascript('try { console.log(JSON.stringify(process.env)) } catch {}'),
]

const endless = [
  python('while True: pass'),
  javascript('for (;;);'),
  python("held = []\nwhile True: held.append('x' * 10_000_000)"),
  javascript("const held = []; for (;;) held.push('x'.repeat(1e7) + held.length)"),
  python("while True: print('x' * 1000)"),
  python('import os\nwhile True: os.fork()'),
]

export const sandbox: Row = {
  id: 'S14',
  control: 'sandbox of learners’ code: no network, read-only files, bounded time and memory',
  elsewhere: [
    { what: 'every hostile program in every sandbox of a machine, with a neighbour beside it', where: 'npm run test:sandbox' },
    { what: 'hidden tests of an interview, whatever a program prints, throws or keeps', where: 'npm test -- infra-runner/service' },
  ],
  checks: [
    {
      holds: 'a learner’s program reads no file and no setting of the machine or the mesh, and reaches neither network nor mesh',
      async attempt(stand) {
        const before = stand.trap.caught.length
        for (const program of reaching(stand)) {
          const { stdout, stderr } = await run(await stand.learner(), program)
          assert.doesNotMatch(stdout + stderr, /reached (?!undefined)\S|^reached$/m, program.code)
        }
        for (const program of environment) {
          const { stdout } = await run(await stand.learner(), program)
          assert.doesNotMatch(stdout, /DATABASE|_KEY|_URL|SECRET|postgres:|GATEWAY|RUNNER_/, program.code)
        }
        assert.equal(stand.trap.caught.length, before)
        const [said, also] = [
          await run(await stand.learner(), python("print('end')")),
          await run(await stand.learner(), javascript("console.log('end')")),
        ]
        assert.deepEqual([said.stdout.trim(), also.stdout.trim()], ['end', 'end'])
      },
    },
    {
      holds: 'a program that never ends, takes all memory, prints without end or multiplies is ended, and another learner’s runs meanwhile',
      async attempt(stand) {
        const [greedy, other] = [await stand.learner(), await stand.learner()]
        for (const program of endless) {
          const [ended, beside] = await Promise.all([run(greedy, program), run(other, { ...python('print(6 * 7)'), limits: { timeMs: 10_000 } })])
          assert.notEqual(ended.status, 'ok', program.code)
          assert.ok(ended.stdout.length <= 1024 * 1024, program.code)
          assert.deepEqual([beside.status, beside.stdout.trim()], ['ok', '42'], program.code)
        }
      },
    },
    {
      holds: 'who runs a program against a problem of the bank is told of its examples and of no hidden test',
      async attempt(stand) {
        const learner = await stand.learner()
        const { json } = await learner.send('GET', '/api/interview-problems')
        const { items } = json as { items: readonly { id: string }[] }
        assert.ok(items.length > 0)
        const problemId = items[0]?.id
        const shown = JSON.stringify((await learner.send('GET', `/api/interview-problems/${problemId}`)).json)
        assert.doesNotMatch(shown, /hidden|reference/i)
        const { testsTotal = 0 } = await run(learner, { ...python('import sys\nprint(sys.stdin.read())'), problemId })
        const examples = (JSON.parse(shown) as { examples?: readonly unknown[] }).examples ?? []
        assert.ok(testsTotal <= Math.max(examples.length, 3), `${testsTotal} tests, ${examples.length} examples`)
      },
    },
  ],
}
