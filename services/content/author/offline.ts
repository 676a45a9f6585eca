/** The author that needs no model: finds what was written down about a topic and sets it as scenes. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Diagram, Scene, Storyboard } from '../storyboard/storyboard.ts'
import type { Author } from './author.ts'
import type { Entry, Told } from './entry.ts'
import { entries } from './knowledge.ts'

export const offlineAuthor: Author = {
  async write({ topic }) {
    const entry = findEntry(topic)
    if (entry === undefined) throw unknownTopic(topic)
    return { storyboard: storyboardOf(entry), author: 'offline', modelDigest: '', tags: entry.tags }
  },
}

export function unknownTopic(topic: string): Failure {
  const near = nearest(topic).map(({ title }) => title)
  return new Failure('invalid', 'Without a model, Quint can only explain topics it has notes on.', {
    fields: [
      { path: 'topic', message: 'is none of the topics that Quint has notes on' },
      ...near.map((message) => ({ path: 'topic.near', message })),
    ],
  })
}

const small = new Set(
  'a an and the of in on to for how what why is are do does with explain about me please video algorithm problem vs versus'.split(' '),
)

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter((word) => word !== '' && !small.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(ies|s)$/u, (end) => (end === 'ies' ? 'y' : '')) : word))

interface Known {
  readonly entry: Entry
  readonly names: readonly (readonly string[])[]
}

const known: readonly Known[] = entries.map((entry) => ({ entry, names: [entry.title, ...(entry.aka ?? [])].map(wordsOf) }))

/** The entry whose name the wish holds best; none when too little of it is there. */
export function findEntry(topic: string): Entry | undefined {
  const [best] = ranked(topic)
  return best !== undefined && best.score >= 0.5 ? best.entry : undefined
}

const nearest = (topic: string): readonly Entry[] =>
  ranked(topic)
    .slice(0, 5)
    .map(({ entry }) => entry)

function ranked(topic: string) {
  const asked = new Set(wordsOf(topic))
  return known
    .map(({ entry, names }) => ({ entry, score: Math.max(...names.map((name) => likeness(asked, name))) + tagged(asked, entry) }))
    .sort((a, b) => b.score - a.score || a.entry.id.localeCompare(b.entry.id))
}

/** The harmonic mean of how much of each stands in the other. */
function likeness(asked: ReadonlySet<string>, name: readonly string[]): number {
  const both = name.filter((word) => asked.has(word)).length
  if (both === 0) return 0
  const [ofName, ofAsked] = [both / name.length, both / asked.size]
  return (2 * ofName * ofAsked) / (ofName + ofAsked)
}

const tagged = (asked: ReadonlySet<string>, { tags }: Entry): number =>
  0.02 * tags.filter((tag) => wordsOf(tag).some((word) => asked.has(word))).length

export function storyboardOf(entry: Entry): Storyboard {
  const parts = [
    { name: 'hook', scene: hook(entry) },
    { name: 'idea', scene: bulletScene(entry.title, 'The idea', entry.idea) },
    ...(entry.drawing === undefined ? [] : [{ name: 'drawing', scene: drawn(entry.drawing) }]),
    ...(entry.code === undefined ? [] : [{ name: 'code', scene: coded(entry.title, entry.code) }]),
    { name: 'cost', scene: bulletScene('What it costs', 'What it costs', entry.cost) },
    { name: 'traps', scene: bulletScene('Where it goes wrong', 'Where it goes wrong', entry.traps) },
  ]
  const at = (name: string): number => parts.findIndex((part) => part.name === name)
  return {
    title: entry.title,
    summary: entry.hook.join(' '),
    scenes: parts.map(({ scene }) => scene),
    quiz: entry.quiz.map(([question, options, answer, why, told]) => ({
      question,
      options: [...options],
      answer,
      why,
      scene: Math.max(0, at(told)),
    })),
  }
}

const silent = { bullets: 0, step: 0 }

function hook({ title, hook: said }: Entry): Scene {
  return { title, keyPoint: `What it is: ${title}`.slice(0, 80), bullets: [], narration: said.map((say) => ({ ...silent, say })) }
}

function bulletScene(title: string, keyPoint: string, told: readonly Told[]): Scene {
  return { title, keyPoint, bullets: told.map(([shown]) => shown), narration: told.map(([, say], index) => ({ say, bullets: index + 1, step: 0 })) }
}

function drawn({ title, diagram, say }: { readonly title: string; readonly diagram: Diagram; readonly say: readonly string[] }): Scene {
  return { title, keyPoint: title, bullets: [], diagram, narration: say.map((each, step) => ({ say: each, bullets: 0, step })) }
}

function coded(title: string, { language, text, tour }: NonNullable<Entry['code']>): Scene {
  return {
    title: `${title} in code`.length > 60 ? 'In code' : `${title} in code`,
    keyPoint: 'In code',
    bullets: [],
    code: { language, text },
    narration: tour.map(([from, to, say]) => ({ say, bullets: 0, step: 0, lines: [from, to] })),
  }
}
