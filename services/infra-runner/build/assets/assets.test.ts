/** Files beside designs: only what they say they are, only one's own, only so many. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { designHouse, submitted } from '../submission/testing.ts'
import { checkedFile, mostFileBytes } from './file.ts'

const failed =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

test('a file is taken when its bytes are what its name says', () => {
  assert.equal(checkedFile('drawing.png', picture), 'image/png')
  assert.equal(checkedFile('notes on it.md', Buffer.from('# Grüße')), 'text/markdown')
  const refused: readonly (readonly [string, Buffer])[] = [
    ['drawing.png', Buffer.from('<svg onload=alert(1)>')],
    ['page.html', Buffer.from('<script>')],
    ['drawing.svg', Buffer.from('<svg/>')],
    ['../x.md', Buffer.from('x')],
    ['x\n.md', Buffer.from('x')],
    ['x.md', Buffer.from([0xff, 0xfe])],
    ['x.txt', Buffer.from('a\0b')],
    ['x.txt', Buffer.alloc(0)],
    ['x.txt', Buffer.alloc(mostFileBytes + 1, 'x')],
  ]
  for (const [name, content] of refused) assert.throws(() => checkedFile(name, content), failed('invalid'), name)
})

test("a learner keeps files beside their own design, and nobody else's", async () => {
  await using house = await designHouse(undefined, { RUNNER_DESIGNS_AT_ONCE: '0' })
  const [owner, other] = [await house.learner(), await house.learner()]
  const { id } = await submitted(house, owner, {}, { wait: true })
  const { asset } = await house.call.putAsset({ submissionId: id, name: 'drawing.png', contentType: '', content: picture }, owner.options)
  assert.ok(asset)
  const got = await house.call.getAsset({ assetId: asset.id }, owner.options)
  assert.ok(Buffer.from(got.content).equals(picture))
  await assert.rejects(house.call.getAsset({ assetId: asset.id }, other.options), failed('not_found'))
  await assert.rejects(house.call.deleteAsset({ assetId: asset.id }, other.options), failed('not_found'))
  assert.deepEqual((await house.call.listAssets({ submissionId: '', limit: 10, cursor: '' }, other.options)).assets, [])
  await house.call.putAsset({ submissionId: '', name: 'a.txt', contentType: '', content: Buffer.from('a') }, owner.options)
  const first = await house.call.listAssets({ submissionId: '', limit: 1, cursor: '' }, owner.options)
  const second = await house.call.listAssets({ submissionId: '', limit: 1, cursor: first.nextCursor }, owner.options)
  assert.deepEqual([first.assets[0]?.name, second.assets[0]?.name, second.nextCursor], ['a.txt', 'drawing.png', ''])
  await house.call.actOnSubmission({ submissionId: id, action: 'delete' }, owner.options)
  await assert.rejects(house.call.getAsset({ assetId: asset.id }, owner.options), failed('not_found'))
})

test('questions are answered by what rules find, without the design itself', async () => {
  await using house = await designHouse(undefined, { RUNNER_DESIGNS_AT_ONCE: '0' })
  const { options } = await house.learner()
  const said: string[] = []
  let source = ''
  const design = { problemId: 'url-shortener', schemaInput: '', apiSpecInput: '', designText: '', blueprint: '' }
  for await (const piece of house.call.discussDesign({ design, message: 'What happens when a zone is lost?' }, options)) {
    said.push(piece.text)
    source ||= piece.source
  }
  assert.equal(source, 'rules')
  assert.match(said.join(''), /Look at components\./)
  await assert.rejects(async () => {
    for await (const _ of house.call.discussDesign({ design, message: ' ' }, options)) assert.fail('nothing was asked')
  }, failed('invalid'))
})
