import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryObserver } from '@tanstack/react-query'
import { createAnswers, putAnswer } from './answers.ts'

/** Something that is looked at, and whose readings answer when they are let go, each with what was there when it began. */
function looked() {
  const answers = createAnswers({})
  const there = { value: 'before' }
  const gates: (() => void)[] = []
  const read = async (): Promise<string> => {
    const found = there.value
    const may = Promise.withResolvers<void>()
    gates.push(may.resolve)
    await may.promise
    return found
  }
  const queryKey = ['thing']
  const observer = new QueryObserver(answers, { queryKey, queryFn: read })
  const leave = observer.subscribe(() => undefined)
  const known = () => answers.getQueryData(queryKey)
  return { answers, there, gates, queryKey, known, leave }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('what changes while it is first read is read once more', async () => {
  const { answers, there, gates, queryKey, known, leave } = looked()
  await soon()
  there.value = 'after'
  const anew = answers.invalidateQueries({ queryKey })
  gates[0]?.()
  while (gates.length < 2) await soon()
  gates[1]?.()
  await anew
  assert.equal(known(), 'after')
  leave()
})

test('what a change was answered with stays when a reading from before it answers later', async () => {
  const { answers, gates, queryKey, known, leave } = looked()
  await soon()
  gates[0]?.()
  while (known() === undefined) await soon()
  void answers.invalidateQueries({ queryKey })
  await soon()
  putAnswer(answers, queryKey, 'after')
  gates[1]?.()
  for (let turn = 0; turn < 5; turn += 1) await soon()
  assert.equal(known(), 'after')
  putAnswer<string>(answers, queryKey, (now) => `${now}, and more`)
  assert.equal(known(), 'after, and more')
  leave()
})
