/** Another look at what a moderator took down: asked for at one kind of address, whatever it is, and told by the service that keeps it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testGateway } from './testing.ts'
import { describedReplies } from './testing-replies.ts'

const id = '0198c7a2-5d1e-7c3a-9a41-2f6b8d0e4c11'
const words = 'It is the name of an algorithm.'

test('whatever a moderator took down is appealed in the same way, and says that it waits again', async () => {
  const asked: unknown[] = []
  const heard = <T>(request: object, answer: T): T => {
    asked.push(request)
    return answer
  }
  await using gateway = await testGateway({
    content: {
      appealVideo: async (request) => heard(request, { video: { id, own: true, moderation: 'review', appealed: true } }),
      appealComment: async (request) => heard(request, { comment: { id, own: true, status: 'review', appealed: true } }),
    },
    plans: { appealComment: async (request) => heard(request, { comment: { id, own: true, status: 'review', appealed: true } }) },
    sessions: {
      appealShare: async (request) =>
        heard(request, { sharing: { shared: true, status: 'review', pseudonym: 'Calm Otter 11', shareId: id, appealed: true } }),
    },
    runner: { appealSubmission: async (request) => heard(request, { submission: { id, moderation: 'review', appealed: true } }) },
  })
  const { accessToken: token } = await gateway.register({ displayName: 'Ada Lovelace' })
  const at = ['/api/videos/:id', '/api/comments/:id', '/api/comments/problem/:id', '/api/session/:id/share', '/api/submissions/:id']
  for (const path of at) {
    const address = `${path.replace(':id', id)}/appeal`
    const send = (body: object, as?: string) => gateway.send('POST', address, { body, ...(as === undefined ? {} : { token: as }) })
    assert.equal((await send({ appeal: words })).status, 401, path)
    for (const wrong of [{}, { appeal: '' }, { appeal: 'x'.repeat(501) }, { appeal: words, decision: 'approve' }])
      assert.equal((await send(wrong, token)).status, 400, path)
    const response = await send({ appeal: words }, token)
    const [thing] = Object.values((await response.json()) as Record<string, { appealed: boolean; _links?: Record<string, unknown> }>)
    assert.deepEqual([response.status, thing?.appealed, thing?._links?.appeal], [200, true, undefined], path)
  }
  const names = ['Ada Lovelace', 'Ada', 'Lovelace', 'learner1@example.com', 'learner1']
  assert.deepEqual(asked, [
    { videoId: id, appeal: words },
    { commentId: id, appeal: words },
    { commentId: id, appeal: words },
    { sessionId: id, appeal: words, names },
    { submissionId: id, appeal: words },
  ])
})

test('what was taken down says why, and has an address for another look until one was asked for', async () => {
  let appealed = false
  const reason = 'It sells a course.'
  await using gateway = await testGateway({
    plans: { listComments: async () => ({ comments: [{ id, own: true, status: 'removed', reason, appealed }] }) },
    sessions: {
      previewShare: async () => ({
        sharing: { shared: true, status: 'removed', shareId: id, sharedAt: '2026-03-01T00:00:00.000Z', reason, appealed },
      }),
    },
    runner: { getSubmission: async () => ({ submission: { id, status: 'COMPLETED', moderation: 'removed', errorMessage: reason, appealed } }) },
  })
  const { accessToken: token } = await gateway.register()
  const { ask } = await describedReplies(gateway.send)
  const links = async () => {
    const comments = (await (await gateway.send('GET', '/api/problems/two-sum/comments', { token })).json()) as { items: Thing[] }
    const design = (await (await gateway.send('GET', `/api/submissions/${id}`, { token })).json()) as { submission: Thing }
    const { sharing } = await ask<{ sharing: Thing }>('GET /api/session/{id}/share/preview', { token, id })
    const things = [comments.items[0], sharing, design.submission]
    for (const thing of things) assert.equal(thing?.reason ?? thing?.errorMessage, reason)
    return things.map((thing) => thing?._links.appeal?.href)
  }
  assert.deepEqual(await links(), [`/api/comments/problem/${id}/appeal`, `/api/session/${id}/share/appeal`, `/api/submissions/${id}/appeal`])
  appealed = true
  assert.deepEqual(await links(), [undefined, undefined, undefined])
})

interface Thing {
  readonly reason?: string
  readonly errorMessage?: string
  readonly _links: { readonly appeal?: { readonly href: string } }
}
