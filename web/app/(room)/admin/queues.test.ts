import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueLines, waitingIn } from './queues.ts'

const sizes = { videos: 2, videoComments: 1, designs: 0, cloudPlans: 1, unavailable: ['plans'] }

test('a room says how much waits in all of its queues', () => {
  assert.equal(waitingIn('/admin/watch', sizes), 3)
  assert.equal(waitingIn('/admin/designs', sizes), 1)
  assert.deepEqual([waitingIn('/admin/comments', sizes), waitingIn('/admin', sizes), waitingIn('/admin/watch', undefined)], [0, 0, 0])
})

test('each queue in which something waits leads to its list, in words', () => {
  assert.deepEqual(queueLines(sizes), [
    { list: '/admin/watch', words: '2 videos' },
    { list: '/admin/watch', words: '1 comment on a video' },
    { list: '/admin/designs?waiting=plans#clouds', words: '1 plan for a cloud' },
  ])
})
