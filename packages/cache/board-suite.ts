/** The laws of every notice board, asked of each engine. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Board, mostNotices, type Notice } from './board.ts'

export interface BoardPlace extends AsyncDisposable {
  /** Two processes' views of one board. */
  readonly here: Board
  readonly there: Board
}

/** What is told of a topic, as it comes. */
function listen(board: Board, topic: string) {
  const told: Notice[] = []
  let wake = Promise.withResolvers<void>()
  const watching = board.watch(topic, (notice) => {
    told.push(notice)
    wake.resolve()
    wake = Promise.withResolvers<void>()
  })
  return {
    async until(count: number): Promise<readonly string[]> {
      while (told.length < count) await wake.promise
      return told.map(({ text }) => text)
    },
    [Symbol.dispose]: () => watching[Symbol.dispose](),
  }
}

const laws: Readonly<Record<string, (place: BoardPlace) => Promise<void>>> = {
  async 'what one process puts up, whoever watches hears, in order, and of their topic only'({ here, there }) {
    using own = listen(here, 'ada')
    using other = listen(there, 'ada')
    using stranger = listen(there, 'bob')
    for (const text of ['one', 'two “ünï”\r\n', '3 4']) await here.post('ada', text)
    await there.post('bob', 'for bob')
    assert.deepEqual(await own.until(3), ['one', 'two “ünï”\r\n', '3 4'])
    assert.deepEqual(await other.until(3), ['one', 'two “ünï”\r\n', '3 4'])
    assert.deepEqual(await stranger.until(1), ['for bob'])
  },

  async 'whoever comes back reads what they missed, by number'({ here, there }) {
    for (const text of ['one', 'two', 'three']) await here.post('ada', text)
    const all = await there.after('ada', 0)
    assert.deepEqual(
      all.map(({ text }) => text),
      ['one', 'two', 'three'],
    )
    const [first, second] = all
    assert.equal(second?.seq, (first?.seq ?? 0) + 1)
    assert.deepEqual(await there.after('ada', second?.seq ?? 0), all.slice(2))
    assert.deepEqual(await there.after('nobody', 0), [])
  },

  async 'the oldest notices of a topic go first, and their numbers go on'({ here }) {
    for (let n = 1; n <= mostNotices + 5; n += 1) await here.post('ada', String(n))
    const left = await here.after('ada', 0)
    assert.equal(left.length, mostNotices)
    assert.deepEqual([left[0]?.text, left.at(-1)?.text], ['6', String(mostNotices + 5)])
    assert.equal((left.at(-1)?.seq ?? 0) - (left[0]?.seq ?? 0), mostNotices - 1)
  },

  async 'whoever stopped watching hears nothing more'({ here }) {
    const gone = listen(here, 'ada')
    using stays = listen(here, 'ada')
    await here.post('ada', 'one')
    assert.deepEqual(await gone.until(1), ['one'])
    gone[Symbol.dispose]()
    await here.post('ada', 'two')
    assert.deepEqual(await stays.until(2), ['one', 'two'])
    assert.deepEqual(await gone.until(1), ['one'])
  },
}

export function boardSuite(engine: string, open: () => Promise<BoardPlace>): void {
  for (const [name, law] of Object.entries(laws))
    test(`${engine}: ${name}`, async () => {
      await using place = await open()
      await law(place)
    })
}
