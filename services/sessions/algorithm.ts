/** The problem a session is about, checked: bounded, well formed, without what Postgres cannot keep. */
import type { Algorithm as Message } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isSeen } from './answer.ts'
import type { Algorithm } from './store.ts'

const longest = { title: 255, url: 2048, site: 32, slug: 255, statement: 100_000, difficulty: 16, tag: 64, example: 4000 }
const mostTags = 30
const mostExamples = 20

export function checkedAlgorithm(algorithm: Message | undefined): Algorithm {
  const title = checked(algorithm?.title ?? '', 'title').trim()
  if (!isSeen(title)) throw invalid('title', 'must not be empty')
  const url = checked(algorithm?.url ?? '', 'url')
  if (url !== '' && !/^https?:\/\//i.test(url)) throw invalid('url', 'must be an http or https address')
  if ((algorithm?.tags.length ?? 0) > mostTags) throw invalid('tags', `must be at most ${mostTags}`)
  if ((algorithm?.examples.length ?? 0) > mostExamples) throw invalid('examples', `must be at most ${mostExamples}`)
  const known = placeOf(url)
  return {
    title,
    url,
    site: checked(algorithm?.site || known.site, 'site'),
    slug: checked(algorithm?.slug || known.slug, 'slug'),
    statement: checked(algorithm?.statement ?? '', 'statement'),
    difficulty: checked(algorithm?.difficulty ?? '', 'difficulty').toLowerCase(),
    tags: (algorithm?.tags ?? []).map((tag) => checked(tag, 'tag')),
    examples: (algorithm?.examples ?? []).map((example) => checked(example, 'example')),
  }
}

/** The judge and the problem's name there, by the address: leetcode.com/problems/two-sum/…, hackerrank.com/challenges/…. */
function placeOf(url: string): { readonly site: string; readonly slug: string } {
  const found =
    /^https?:\/\/(?:www\.)?(leetcode|hackerrank)\.(?:com|cn)\/(?:contests\/[^/?#]+\/)?(?:problems|challenges)\/([a-z0-9-]{1,255})(?:[/?#]|$)/i.exec(
      url,
    )
  return { site: found?.[1]?.toLowerCase() ?? 'other', slug: found?.[2]?.toLowerCase() ?? '' }
}

function checked(text: string, field: keyof typeof longest): string {
  if (text.length > longest[field]) throw invalid(field, `must be at most ${longest[field]} characters long`)
  if (text.includes('\0')) throw invalid(field, 'must not contain NUL characters')
  return text.toWellFormed()
}

function invalid(field: string, message: string): Failure {
  return new Failure('invalid', `algorithm.${field} ${message}`, { fields: [{ path: `algorithm.${field}`, message }] })
}
