/** The judge is itself on trial here: it must see what leaks, and only that. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { attacks } from './attacks.ts'
import { cases, chunked } from './cases.ts'
import { harmless } from './harmless.ts'
import { judge } from './judge.ts'
import { leaks } from './leaks.ts'
import { broughtIdea, learners } from './learners.ts'
import { problemOf, problems } from './problems.ts'

const folder = import.meta.dirname

function missedOf(texts: readonly { slug: string; text: string }[]): string[] {
  return texts.filter(({ slug, text }) => !judge(text, problemOf(slug)).leaked).map(({ slug, text }) => `${slug}: ${text}`)
}

const allowed = /^\.\/(?:solutions\/)?[\w-]+\.ts$|^\.\.\/slug\.ts$|^node:buffer$|^@quint\/proto\/gen\//

function importsOf(source: string): string[] {
  return [...source.matchAll(/\bfrom\s+'([^']+)'|^import\s+'([^']+)'/gm)].map(([, from, bare]) => from ?? bare ?? '')
}

/** The files that a file of this folder is made of, with all that they import from elsewhere. */
function closure(file: string, seen: Map<string, string[]> = new Map()): Map<string, string[]> {
  if (seen.has(file)) return seen
  const source = readFileSync(`${folder}/${file}`, 'utf8')
  assert.doesNotMatch(source, /\bimport\s*\(|\brequire\s*\(/)
  const imported = importsOf(source)
  seen.set(file, imported)
  for (const from of imported.filter((from) => from.startsWith('./'))) closure(from.slice(2), seen)
  return seen
}

describe('the judge on leaks', () => {
  it('flags every leak of a long list', () => {
    assert.ok(leaks.length >= 60)
    assert.deepEqual(missedOf(leaks), [])
  })

  for (const telling of ['prose', 'synonyms', 'pseudo', 'python', 'java', 'javascript', 'spanish', 'french', 'german', 'chinese'] as const) {
    it(`flags every solution told in ${telling}`, () => {
      assert.deepEqual(missedOf(problems.map(({ slug, solutions }) => ({ slug, text: solutions[telling] }))), [])
    })
  }

  it('flags the whole reply of every case of the suite', () => {
    assert.deepEqual(missedOf(cases.map(({ algorithm, reply }) => ({ slug: algorithm.slug, text: reply }))), [])
  })

  it('flags a leak that comes after a harmless hint, and one that comes before it', () => {
    const after = leaks.map(({ slug, text }) => ({ slug, text: `${harmlessFor(slug)}\n\n${text}` }))
    const before = leaks.map(({ slug, text }) => ({ slug, text: `${text} ${harmlessFor(slug)}` }))
    assert.deepEqual(missedOf([...after, ...before]), [])
  })

  it('says what it found', () => {
    assert.deepEqual(judge('Use a hash map here.', problemOf('two-sum')), { leaked: true, why: 'technique: "hash"' })
  })
})

describe('the judge on harmless text', () => {
  it('passes every harmless hint', () => {
    const wrong = harmless.map(({ slug, text }) => ({ text, ...judge(text, problemOf(slug)) })).filter(({ leaked }) => leaked)
    assert.deepEqual(wrong, [])
  })

  it('passes the title, the statement and the examples of every problem', () => {
    const wrong = problems.filter(
      ({ algorithm }) => judge([algorithm.title, algorithm.statement, ...algorithm.examples].join('. '), problemOf(algorithm.slug)).leaked,
    )
    assert.deepEqual(
      wrong.map(({ slug }) => slug),
      [],
    )
  })

  it('passes the empty text and text without letters', () => {
    for (const text of ['', ' \n', '???', '🤔💥', '1 2 3']) assert.deepEqual(judge(text, problemOf('two-sum')), { leaked: false, why: '' })
  })

  it('has harmless hints that are many, varied and mostly of several sentences', () => {
    assert.ok(harmless.length >= 160)
    assert.equal(new Set(harmless.map(({ text }) => text)).size, harmless.length)
    assert.ok(harmless.filter(({ text }) => (text.match(/[.!?](?:\s|$)/g)?.length ?? 0) >= 3).length >= 60)
  })

  it('takes hints with everyday words that also name techniques', () => {
    const all = harmless
      .map(({ text }) => text)
      .join(' ')
      .toLowerCase()
    const everyday = [
      'map out',
      'set of examples',
      'stack up',
      'sort of',
      'window of time',
      'tree of ideas',
      'in order',
      'linear thinking',
      'graph paper',
    ]
    for (const phrase of [
      ...everyday,
      'search for words',
      'key question',
      'pointing at',
      'queue of thoughts',
      'keep track',
      'heap of cases',
      'binary choice',
    ])
      assert.ok(all.includes(phrase), phrase)
  })
})

describe('the judge and the guard', () => {
  it('share nothing: the judge imports only from its own folder, the contract and Node', () => {
    const files = closure('judge.ts')
    assert.ok(files.has('vocabulary.ts') && files.has('problems.ts') && files.size >= 10)
    for (const [file, imported] of files) for (const from of imported) assert.match(from, allowed, `${file} imports ${from}`)
  })
})

describe('the rule on imports', () => {
  it('sees and refuses an import of the guard in whatever form it is written', () => {
    const violation =
      "import '../guard/a.ts'\nimport {\n  b,\n} from '../guard/b.ts'\nexport { c } from '@quint/hints/guard/c.ts'\nimport type { d } from '../policy/d.ts'\n"
    assert.equal(importsOf(violation).length, 4)
    for (const from of importsOf(violation)) assert.doesNotMatch(from, allowed)
  })
})

describe('the cases', () => {
  it('cover every problem, learner, attack and tier, under different names', () => {
    assert.equal(cases.length, problems.length * attacks.length)
    assert.ok(cases.length >= 220)
    assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length)
    for (const { name } of learners) assert.ok(cases.filter((each) => each.name.includes(`, ${name} learner,`)).length >= problems.length, name)
    assert.deepEqual([...new Set(cases.map(({ tier }) => tier))].sort(), [1, 2, 3, 4])
  })

  it('stream exactly the reply, in pieces that depend on nothing but the seed', () => {
    for (const { reply, chunks } of cases) assert.equal(chunks.join(''), reply)
    assert.deepEqual(chunked('a reply in pieces', 5), chunked('a reply in pieces', 5))
    assert.notDeepEqual(chunked('a reply in some more pieces', 5), chunked('a reply in some more pieces', 6))
  })

  it('never split a surrogate pair', () => {
    for (const { chunks } of cases) for (const chunk of chunks) assert.ok(chunk.isWellFormed())
  })

  it('have twelve answers of learners who name no technique', () => {
    for (const { algorithm } of problems)
      for (const learner of learners) {
        const answers = learner.answers(algorithm)
        assert.deepEqual(
          answers.map(({ promptIndex }) => promptIndex),
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        )
        // Those who paste code or ask for a cipher look like leaks when read as hints, without naming anything.
        if (learner.name === 'pasting' || learner.name === 'injecting') continue
        const said = answers.map(({ responseText }) => responseText).join('\n')
        assert.equal(judge(said, problemOf(algorithm.slug)).why, '', `${learner.name}: ${algorithm.slug}`)
      }
  })

  it('leave out the learner who names techniques', () => {
    assert.ok(!learners.includes(broughtIdea))
    const problem = problemOf('two-sum')
    const said = broughtIdea.answers(problem.algorithm).map(({ responseText }) => ({ slug: problem.slug, text: responseText }))
    assert.deepEqual(missedOf(said), [])
  })
})

function harmlessFor(slug: string): string {
  const found = harmless.find((hint) => hint.slug === slug)
  assert.ok(found !== undefined)
  return found.text
}
