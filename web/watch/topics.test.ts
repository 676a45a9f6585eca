import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Topic } from '../api/watch.ts'
import { allTopics, fieldsOf, topicsPath, toTopicQuery } from './topics.ts'

const topic = (id: string, subject: string, more: Partial<Topic> = {}): Topic => ({
  id,
  title: id,
  subject,
  difficulty: 'easy',
  tags: [],
  otherNames: [],
  summary: '',
  video: null,
  makingId: null,
  ...more,
})

const topics = [
  topic('Two pointers', 'algorithms', { tags: ['arrays'], otherNames: ['opposite ends'] }),
  topic('Heap', 'data_structures', { summary: 'A heap has the smallest one on top.' }),
  topic('Binary search', 'algorithms', { tags: ['arrays'] }),
]
const found = (query: Partial<typeof allTopics>) =>
  fieldsOf(topics, { ...allTopics, ...query }).map(({ name, topics: its }) => [name, ...its.map(({ id }) => id)])

test('topics stand under their fields, and fields without any are left out', () => {
  assert.deepEqual(found({}), [
    ['Algorithms', 'Two pointers', 'Binary search'],
    ['Data structures', 'Heap'],
  ])
  assert.deepEqual(found({ subject: 'data_structures' }), [['Data structures', 'Heap']])
})

test('a topic is found when every word is in its name, another name, a tag or its sentence', () => {
  assert.deepEqual(found({ q: ' arrays  SEARCH ' }), [['Algorithms', 'Binary search']])
  assert.deepEqual(found({ q: 'opposite' }), [['Algorithms', 'Two pointers']])
  assert.deepEqual(found({ q: 'on top' }), [['Data structures', 'Heap']])
  assert.deepEqual(found({ q: 'arrays heap' }), [])
})

test('what is looked for stands in the address, and what is not known is left out', () => {
  assert.equal(topicsPath({ q: 'heap ', subject: 'algorithms' }), '/watch/topics?q=heap&subject=algorithms')
  assert.deepEqual(toTopicQuery({ q: 'heap', subject: 'cooking' }), { q: 'heap', subject: '' })
})
