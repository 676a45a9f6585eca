/** A model that begins well and then gives the solution away: what the page showed of it disappears, and Quint's own hint stands. */
import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import { test } from 'node:test'
import { openPlace } from './mesh.ts'
import { answerOne, answers, beginTwoSum, signUp } from './walk.ts'

const begun = 'You wrote that you go back to the start again and again.'
const leak = ' Use a hash map from value to index, so that each number is looked up in constant time.'

interface Model extends AsyncDisposable {
  readonly url: string
  /** Lets the model say what it must not. */
  goOn(): void
}

/** Speaks as OpenAI does: server-sent chunks of a chat completion. Its second sentence waits until it is let go. */
async function openModel(): Promise<Model> {
  const going = Promise.withResolvers<void>()
  const say = (response: ServerResponse, content: string): void => {
    const chunk = {
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'small',
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
    }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  const server = createServer(async (request, response) => {
    await Array.fromAsync(request)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    say(response, begun)
    say(response, ' And')
    await going.promise
    say(response, leak)
    response.end('data: [DONE]\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    goOn: () => going.resolve(),
    async [Symbol.asyncDispose]() {
      going.resolve()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a hint that is taken back disappears from the page, and the fallback stands', async () => {
  await using model = await openModel()
  await using place = await openPlace({ HINTS_COMPATIBLE_BASE_URL: model.url, HINTS_COMPATIBLE_MODEL: 'small', HINTS_PROVIDER_ORDER: 'compatible' })
  await using visit = await place.visit()
  const { page } = visit
  await signUp(page, 'ada@example.org')
  await beginTwoSum(page)
  for (const text of answers) await answerOne(page, text)
  await page.getByRole('button', { name: 'Get My Hint' }).click()
  const hint = page.getByRole('listitem').first()
  await hint.getByText(begun).waitFor()
  model.goOn()
  await page.getByText(begun).waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: 'Your last word' }).waitFor()
  const text = (await hint.textContent()) ?? ''
  assert.doesNotMatch(text, /hash|constant time/i)
  assert.match(text, /from Quint’s own coach/)
  assert.ok(text.split(/\s+/).length >= 40, text)
  // It stays so after a reload: what was taken back is nowhere.
  await page.reload()
  await page.getByRole('textbox', { name: 'Your last word' }).waitFor()
  assert.doesNotMatch((await page.textContent('body')) ?? '', /hash map/i)
  assert.deepEqual(visit.complaints, [])
})
