/** One learner's story through the whole mesh, and what the mesh does when it is started twice, stopped and killed. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { start } from './quint.ts'

async function temporaryFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

const inProcess = (folder: string, port = 0) =>
  start({ folder, port, signal: new AbortController().signal, web: 'none', environment: {}, log: silentLog })

type Body = Readonly<Record<string, unknown>>

/** A client that holds a token, as the extension does. */
function client(url: string) {
  let token = ''
  const send = async (method: string, route: string, body?: Body) => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${route}: ${response.status} ${text}`)
    return text
  }
  const json = async <Shape>(method: string, route: string, body?: Body): Promise<Shape> =>
    JSON.parse((await send(method, route, body)) || 'null') as Shape
  return {
    json,
    text: send,
    async signIn(route: 'register' | 'login', email: string) {
      const { accessToken } = await json<{ accessToken: string }>('POST', `/api/auth/${route}`, {
        email,
        password: 'correct horse battery',
        ...(route === 'register' ? { displayName: 'Ada' } : {}),
      })
      token = accessToken
    },
  }
}

const algorithm = {
  title: 'Two Sum',
  url: 'https://leetcode.com/problems/two-sum/',
  statement: 'Return the positions of the two numbers that add up to target.\n\nInput: nums = [2,7,11,15], target = 9\nOutput: [0,1]',
}

interface Started {
  readonly session: { readonly id: string; readonly slug: string; readonly status: string }
  readonly prompt: { readonly index: number; readonly text: string } | null
}

async function answerAll(learner: ReturnType<typeof client>): Promise<string> {
  const { session, prompt } = await learner.json<Started>('POST', '/api/session/start', { algorithm })
  assert.match(prompt?.text ?? '', /Two Sum/)
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const responseText = `Thought ${promptIndex}: I compare pairs, such as [3, ${promptIndex}] with 8, and go back to the start each time.`
    await learner.json('POST', '/api/session/respond', { sessionId: session.id, promptIndex, responseText, timeSpentSeconds: 20 })
  }
  return session.id
}

test('a learner registers, thinks through twelve prompts, gets one hint, answers it and sees what changed', async () => {
  await using place = await temporaryFolder()
  await using quint = await inProcess(place.folder)
  assert.equal(quint.coach, 'offline')
  const learner = client(quint.url)
  await learner.signIn('register', 'ada@example.org')
  const sessionId = await answerAll(learner)

  const stream = await learner.text('GET', `/api/session/analyze?sessionId=${sessionId}&tier=1`)
  const events = [...stream.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({ event, data: JSON.parse(data ?? '') as Body }))
  assert.deepEqual([events[0]?.event, events.at(-1)?.event], ['meta', 'done'])
  assert.equal(
    events
      .filter(({ event }) => event === 'token')
      .map(({ data }) => data.text)
      .join(''),
    events.at(-1)?.data.hintText,
  )
  assert.doesNotMatch(String(events.at(-1)?.data.hintText), /hash|dictionary|O\(/i)

  const { session, change } = await learner.json<Started & { change: { added: { kind: string }[] } }>('POST', '/api/session/complete', {
    sessionId,
    userFinalResponse: 'I had assumed that order matters. With [9, 9] it does not. What do I forget between two rounds?',
  })
  assert.equal(session.status, 'completed')
  assert.deepEqual(
    change.added.map(({ kind }) => kind),
    ['dropped_assumption', 'example', 'question'],
  )

  const dashboard = await learner.json<{ streak: { current: number }; recentSessions: Started['session'][] }>('GET', '/api/user/dashboard')
  assert.equal(dashboard.streak.current, 1)
  assert.equal(dashboard.recentSessions[0]?.slug, 'two-sum')
  const transcript = await learner.json<{ hints: { tier: number }[]; responses: unknown[] }>('GET', `/api/session/${sessionId}`)
  assert.deepEqual([transcript.responses.length, transcript.hints[0]?.tier], [12, 1])
})

test('given a database or a folder for compilers, the mesh uses that one and makes none of its own', async () => {
  await using place = await temporaryFolder()
  await using given = await testDatabase('given', [])
  const environment = { DATABASE_URL: given.adminUrl, RUNNER_CACHE_DIR: path.join(place.folder, 'compilers') }
  await using quint = await start({ folder: place.folder, port: 0, signal: new AbortController().signal, web: 'none', environment, log: silentLog })
  await client(quint.url).signIn('register', 'ada@example.org')
  await using admin = openDatabase({ url: given.adminUrl, maxConnections: 1 })
  assert.deepEqual(await admin.asService((tx) => tx.query('select email from identity.users')), [{ email: 'ada@example.org' }])
  assert.equal(existsSync(path.join(place.folder, 'postgres')), false)
  assert.equal(existsSync(path.join(place.folder, 'runner')), false)
})

test('an address of a database that is none is refused by its name, without its words, before anything is started', async () => {
  await using place = await temporaryFolder()
  const common = { folder: place.folder, port: 0, signal: new AbortController().signal, web: 'none', log: silentLog } as const
  for (const url of ['not a secret', 'secret:5432', 'mysql://root:secret@host/db', 'postgres://']) {
    const refusal = await start({ ...common, environment: { DATABASE_URL: url } }).catch((error: Error) => error.message)
    assert.equal(refusal, 'DATABASE_URL must be postgres://user:password@host:port/database')
  }
  assert.equal(existsSync(path.join(place.folder, 'postgres')), false)
})

test('a second start on the same folder refuses, and so does one on a port in use', async () => {
  await using place = await temporaryFolder()
  await using _quint = await inProcess(place.folder)
  await assert.rejects(inProcess(place.folder), /in use by process/)
  await using other = await temporaryFolder()
  for (const port of [Number('8o80'), 99_999, -1, 80.5]) await assert.rejects(inProcess(other.folder, port), /PORT must be a whole number/)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await assert.rejects(inProcess(other.folder, port), new RegExp(`port ${port} is in use`, 'i'))
  assert.equal(existsSync(path.join(other.folder, 'postgres')), false, 'it is refused before anything is started')
  taken.close()
})

interface Mesh extends AsyncDisposable {
  /** @returns the exit code, once it has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The mesh as its own process, without the web app; resolves once it says that it is ready. */
async function startProcess(folder: string, port: number): Promise<Mesh> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'quint.ts')], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), QUINT_DATA_DIR: folder, QUINT_WEB_URL: 'http://127.0.0.1:9' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = once(child, 'exit')
  let output = ''
  child.stderr.on('data', (chunk) => {
    output += String(chunk)
  })
  for await (const line of createInterface({ input: child.stdout })) {
    output += `${line}\n`
    if (line.includes('is ready at')) {
      child.stdout.resume()
      assert.doesNotMatch(output, /Warning:/, 'a start warns of nothing that its user cannot mend')
      return {
        async end(signal) {
          child.kill(signal)
          await exit
          return child.exitCode
        },
        async [Symbol.asyncDispose]() {
          child.kill('SIGTERM')
          await exit
        },
      }
    }
  }
  throw new Error(`the mesh did not start:\n${output}`)
}

/** A process that has ended and waits for its parent to notice does not run. */
async function runs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) Z /.test(stat)
}

const postmaster = async (folder: string): Promise<number> => {
  const file = await readFile(path.join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => '0')
  return Number(file.split('\n')[0])
}

test('killed, the mesh comes back with everything it had; asked to stop, it leaves no process behind', async () => {
  await using place = await temporaryFolder()
  const port = await freePort()
  const learner = client(`http://localhost:${port}`)
  await using first = await startProcess(place.folder, port)
  await learner.signIn('register', 'ada@example.org')
  const sessionId = await answerAll(learner)
  await first.end('SIGKILL')

  await using second = await startProcess(place.folder, port)
  await learner.signIn('login', 'ada@example.org')
  const { responses } = await learner.json<{ responses: unknown[] }>('GET', `/api/session/${sessionId}`)
  assert.equal(responses.length, 12)
  const pid = await postmaster(place.folder)
  assert.ok(await runs(pid), 'the database runs where it is looked for')
  assert.equal(await second.end('SIGTERM'), 0)
  assert.equal(await runs(pid), false)
})
