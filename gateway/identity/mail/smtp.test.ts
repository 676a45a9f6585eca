import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mail } from './mailer.ts'
import { openSmtp } from './smtp.ts'
import { startMailServer, startSocketServer } from './testing.ts'

const { signal } = new AbortController()
const from = 'Quint <quint@example.com>'
const link = 'https://quint.example.com/verify?token=abc'
const mail: Mail = { to: 'ada@example.com', subject: 'Confirm <your> address', text: `Welcome, Ä & <b>.\n\nGo on here:\n${link}`, link }

/** The address with a name and a password in it. */
const as = (url: string, word: string): string => Object.assign(new URL(url), { username: 'quint', password: encodeURIComponent(word) }).href

function refusal(responseCode: number): Error {
  return Object.assign(new Error(`no, ${responseCode}`), { responseCode })
}

test('a mail arrives as plain text and as HTML, under its own name', async () => {
  await using server = await startMailServer()
  const smtp = openSmtp({ url: server.url, from })
  assert.deepEqual(await smtp.deliver(mail, '019a-1', signal), { kind: 'taken' })
  const [arrived] = server.received
  assert.deepEqual([arrived?.from, arrived?.to], ['quint@example.com', ['ada@example.com']])
  const raw = arrived?.raw ?? ''
  assert.match(raw, /^From: Quint <quint@example\.com>\r$/m)
  assert.match(raw, /^Message-ID: <019a-1@example\.com>\r$/im)
  assert.match(raw, /Content-Type: text\/plain/)
  assert.match(raw, /Content-Type: text\/html/)
  const words = raw.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  assert.match(words, /<a href="https:\/\/quint\.example\.com\/verify\?token=abc"/)
  assert.match(words, /&#38; &#60;b&#62;/)
})

test('an address or a content that is refused for good is told from one that is refused for now', async () => {
  for (const [code, kind] of [
    [550, 'refused'],
    [450, 'later'],
  ] as const) {
    await using picky = await startMailServer({ onRcptTo: (_address, _session, done) => done(refusal(code)) })
    assert.equal((await openSmtp({ url: picky.url, from }).deliver(mail, '1', signal)).kind, kind, `to an address with ${code}`)
    await using reading = await startMailServer({
      onData(stream, _session, done) {
        stream.resume().on('end', () => done(refusal(code)))
      },
    })
    assert.equal((await openSmtp({ url: reading.url, from }).deliver(mail, '1', signal)).kind, kind, `to a content with ${code}`)
  }
})

test('a server that does not know us takes no mail from us: the mails are not to blame', async () => {
  await using closed = await startMailServer({ onConnect: (_session, done) => done(refusal(554)) })
  await using strange = await startMailServer({ onMailFrom: (_address, _session, done) => done(refusal(553)) })
  await using secret = await startMailServer({
    disabledCommands: [],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(refusal(535)),
  })
  const asked = as(secret.url, 'wrong')
  for (const url of [closed.url, strange.url, asked]) assert.equal((await openSmtp({ url, from }).deliver(mail, '1', signal)).kind, 'away')
})

test('a password is shown to the server that asks for it', async () => {
  const seen: unknown[] = []
  await using server = await startMailServer({
    disabledCommands: [],
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      seen.push([auth.username, auth.password])
      done(null, { user: auth.username ?? '' })
    },
  })
  const url = as(server.url, 'p@ss')
  assert.equal((await openSmtp({ url, from }).deliver(mail, '1', signal)).kind, 'taken')
  assert.deepEqual(seen, [['quint', 'p@ss']])
})

test('a server that is not there, says nothing, says nonsense, drips, or dies in the middle of a mail is away', async () => {
  await using gone = await startSocketServer(() => undefined)
  await gone[Symbol.asyncDispose]()
  await using silent = await startSocketServer(() => undefined)
  await using other = await startSocketServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await using dripping = await startSocketServer((socket) => {
    const timer = setInterval(() => socket.write('220-wait\r\n'), 20)
    socket.on('close', () => clearInterval(timer))
  })
  await using dying = await startMailServer({ onData: (stream) => void stream.once('data', () => stream.destroy()) })
  await using dead = await startSocketServer((socket) => {
    const answers = ['250 hello\r\n', '250 ok\r\n', '250 ok\r\n', '354 go on\r\n']
    socket.write('220 here\r\n')
    socket.on('data', () => {
      const next = answers.shift()
      if (next === undefined) socket.destroy()
      else socket.write(next)
    })
  })
  for (const { url } of [gone, silent, other, dripping, dying, dead])
    assert.equal((await openSmtp({ url, from, deadlineMs: 300 }).deliver(mail, '1', signal)).kind, 'away', url)
})

test('STARTTLS is used where it is offered, and demanded where it must be', async () => {
  await using offering = await startMailServer({ hideSTARTTLS: false })
  const trusting = `${offering.url}?tls.rejectUnauthorized=false`
  assert.equal((await openSmtp({ url: trusting, from }).deliver(mail, '1', signal)).kind, 'taken')
  assert.equal(offering.received[0]?.secure, true)
  // Its certificate is its own: whoever is not told to trust it does not.
  assert.equal((await openSmtp({ url: offering.url, from }).deliver(mail, '2', signal)).kind, 'away')
  await using plain = await startMailServer()
  assert.equal((await openSmtp({ url: `${plain.url}?requireTLS=true`, from, deadlineMs: 2000 }).deliver(mail, '3', signal)).kind, 'away')
  assert.deepEqual([offering.received.length, plain.received.length], [1, 0])
})

test('what a learner calls themselves writes no header', async () => {
  await using server = await startMailServer()
  const evil = { ...mail, subject: 'Hello\r\nBcc: everybody@example.com\r\n\r\nBuy this' }
  assert.equal((await openSmtp({ url: server.url, from }).deliver(evil, '1', signal)).kind, 'taken')
  assert.deepEqual(server.received[0]?.to, ['ada@example.com'])
  assert.doesNotMatch(server.received[0]?.raw ?? '', /^Bcc:/m)
})

test('a mail in hand is let go when there is no time left', async () => {
  await using silent = await startSocketServer(() => undefined)
  const stop = new AbortController()
  const delivering = openSmtp({ url: silent.url, from }).deliver(mail, '1', stop.signal)
  await silent.connected(1)
  stop.abort()
  assert.equal((await delivering).kind, 'away')
})
