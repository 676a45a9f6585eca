/** LeetCode's answers, read with suspicion: a question must be the one that was asked for. */
import { clean, field, isBlank, type Lack, lacking, longestHtml, longestTitle, type Reading, textOf, textsOf } from './problem.ts'

/** What its own page asks; the names are those of its schema. */
export const questionQuery =
  'query question($titleSlug: String!) { question(titleSlug: $titleSlug) { questionFrontendId title titleSlug content translatedTitle translatedContent difficulty isPaidOnly topicTags { slug } exampleTestcases codeSnippets { langSlug } metaData } }'

export interface Asked {
  readonly host: string
  readonly slug: string
}

/** @param body the JSON that the query is answered with. */
export function fromGraphql(body: unknown, asked: Asked): Reading {
  const question = field(body, 'data', 'question')
  if (question === null) return lacking('no-statement')
  if (question === undefined) return lacking('not-understood')
  return fromQuestion(question, asked)
}

/** @param data what the page was first rendered from: of another problem as soon as the learner has moved on. */
export function fromNextData(data: unknown, asked: Asked): Reading {
  const queries = field(data, 'props', 'pageProps', 'dehydratedState', 'queries')
  if (!Array.isArray(queries)) return lacking('not-on-page')
  const questions = queries
    .map((query) => field(query, 'state', 'data', 'question'))
    .filter((question) => typeof question === 'object' && question !== null)
  const ours = questions.filter((question) => field(question, 'titleSlug') === asked.slug)
  if (ours.length === 0) return lacking(questions.length === 0 ? 'not-on-page' : 'another-problem')
  // Several queries may each hold a part.
  return fromQuestion(Object.assign({}, ...ours), asked)
}

function fromQuestion(question: unknown, { host, slug }: Asked): Reading {
  if (field(question, 'titleSlug') !== slug) return lacking('another-problem')
  const chinese = host === 'leetcode.cn'
  const html = pick(question, chinese ? ['translatedContent', 'content'] : ['content', 'translatedContent'])
  const title = textOf(pick(question, chinese ? ['translatedTitle', 'title'] : ['title', 'translatedTitle']), longestTitle)
  if (isBlank(html)) return lacking(field(question, 'isPaidOnly') === true ? 'premium' : 'no-statement')
  if (html.length > longestHtml) return lacking('too-large')
  if (title === '') return lacking('not-understood')
  const topics = field(question, 'topicTags')
  return {
    kind: 'found',
    problem: {
      number: textOf(field(question, 'questionFrontendId'), 24),
      title,
      html: clean(html),
      difficulty: textOf(field(question, 'difficulty'), 16).toLowerCase(),
      tags: textsOf(Array.isArray(topics) ? topics.map((topic) => field(topic, 'slug')) : [], { most: 30, longest: 64 }),
      examples: textsOf([field(question, 'exampleTestcases')], { most: 1, longest: 4000 }),
      mathematics: false,
      site: 'leetcode',
    },
  }
}

function pick(question: unknown, names: readonly string[]): string {
  for (const name of names) {
    const value = field(question, name)
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return ''
}

/** @param piece what stands on the page as the statement, with the evidence of whose it is. */
export function fromPagePiece(piece: unknown, site: 'leetcode' | 'hackerrank'): Reading {
  const why = field(piece, 'lacking')
  if (typeof why === 'string') return lacking(known(why))
  const html = field(piece, 'html')
  const title = textOf(field(piece, 'title'), longestTitle).trim()
  if (typeof html !== 'string' || title === '') return lacking('not-understood')
  if (html.length > longestHtml) return lacking('too-large')
  if (isBlank(html)) return lacking('no-statement')
  return {
    kind: 'found',
    problem: { ...numbered(title), html: clean(html), difficulty: '', tags: [], examples: [], mathematics: site === 'hackerrank', site },
  }
}

/** A page writes them together: "1. Two Sum", "LCP 1. …". */
function numbered(title: string): { readonly number: string; readonly title: string } {
  const [, number = '', rest = title] = /^((?:LC[A-Z]+ )?\d{1,6})\.\s+(.+)$/.exec(title) ?? []
  return { number, title: rest }
}

function known(why: string): Lack {
  const lacks: readonly Lack[] = ['another-problem', 'not-on-page', 'no-answer', 'not-allowed']
  return lacks.find((lack) => lack === why) ?? 'not-understood'
}
