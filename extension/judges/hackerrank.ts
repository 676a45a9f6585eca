/** HackerRank's answers, read with suspicion. Its fields carry LaTeX, which a rendered page has lost. */
import { clean, field, isBlank, lacking, longestHtml, longestTitle, type Reading, textOf, textsOf } from './problem.ts'

const parts: readonly (readonly [name: string, heading: string])[] = [
  ['problem_statement', ''],
  ['input_format', 'Input Format'],
  ['constraints', 'Constraints'],
  ['output_format', 'Output Format'],
]

/** @param body the JSON of /rest/contests/…/challenges/…. */
export function fromRest(body: unknown, asked: { readonly slug: string }): Reading {
  const model = field(body, 'model')
  if (typeof model !== 'object' || model === null) return lacking('not-understood')
  if (field(model, 'slug') !== asked.slug) return lacking('another-problem')
  const title = textOf(field(model, 'name'), longestTitle).trim()
  const html = statementOf(model)
  if (isBlank(html)) return lacking('no-statement')
  if (html.length > longestHtml) return lacking('too-large')
  if (title === '') return lacking('not-understood')
  const track = field(model, 'track', 'slug')
  return {
    kind: 'found',
    problem: {
      number: '',
      title,
      html: clean(html),
      difficulty: textOf(field(model, 'difficulty_name'), 16).toLowerCase(),
      tags: textsOf([track], { most: 1, longest: 64 }),
      examples: [],
      mathematics: true,
      site: 'hackerrank',
    },
  }
}

/** The whole page as the judge wrote it, or its parts put together. */
function statementOf(model: unknown): string {
  const written = parts.map(([name, heading]) => [heading, rawOf(field(model, name))] as const).filter(([, html]) => !isBlank(html))
  const whole = rawOf(field(model, 'body_html'))
  const rendered = /<svg|MathJax/i.test(whole)
  if (!isBlank(whole) && !(rendered && written.length > 0)) return whole
  return written.map(([heading, html]) => (heading === '' ? html : `<h3>${heading}</h3>${html}`)).join('')
}

function rawOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
