/** The pages of the tests' judges, built as their real ones are where the readers look: hooks, links, data, editor, client navigation. */
import { type SampleProblem, sampleProblems } from './problems.ts'

export interface LeetcodePage {
  readonly layout: 'new' | 'old'
  /** Which problem the page was first rendered from. */
  readonly nextData: boolean
}

/** A page that moves from problem to problem by itself: `go(slug)` changes the address at once and the statement when told. */
export function leetcodePage(slug: string, { layout, nextData }: LeetcodePage): string {
  const problem = sampleProblems.get(slug)
  const body = problem === undefined ? '<h1>Nothing</h1>' : layout === 'new' ? newLayout(problem) : oldLayout(problem)
  const data = problem !== undefined && nextData ? nextDataOf(problem) : ''
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${slug}</title><meta name="description" content="You are asked for something else entirely."></head>
<body><nav><a href="/problemset/">Problems</a></nav><div id="room">${body}</div>${data}${editor}${router}</body></html>`
}

function newLayout({ slug, number, title, html }: SampleProblem): string {
  return `<div class="flexlayout__tab xFUwe"><div class="text-title-large"><a href="/problems/${slug}/">${number}. ${escaped(title)}</a></div>
<div class="elfjS" data-track-load="description_content">${html}</div><a href="/problems/another-one/">Similar: Another One</a></div>`
}

function oldLayout({ number, title, html }: SampleProblem): string {
  return `<div data-key="description-content"><div data-cy="question-title">${number}. ${escaped(title)}</div><div class="content__u3I1">${html}</div></div>`
}

function nextDataOf(problem: SampleProblem): string {
  const queries = [{ state: { data: { user: { name: 'someone' } } } }, { state: { data: { question: questionOf(problem) } } }]
  return `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { dehydratedState: { queries } } } }).replaceAll('<', '\\u003c')}</script>`
}

/** As the judge's schema names things. */
export function questionOf({ slug, number, title, html, difficulty, premium = false }: SampleProblem) {
  return {
    questionId: '1',
    questionFrontendId: number,
    title,
    titleSlug: slug,
    content: premium ? null : html,
    translatedTitle: `译 ${title}`,
    translatedContent: premium ? null : `<p>译文</p>${html}`,
    difficulty,
    isPaidOnly: premium,
    topicTags: [{ name: 'Array', slug: 'array' }],
    exampleTestcases: '[3,9,4]\n12',
    codeSnippets: [{ langSlug: 'python3' }],
    metaData: '{}',
  }
}

const editor = `<script>
window.monaco = { editor: { getEditors: () => [
  { getRawOptions: () => ({ readOnly: true }), getModel: () => ({ getValue: () => 'not yours', getLanguageId: () => 'plaintext' }) },
  { getRawOptions: () => ({ readOnly: false }), getModel: () => ({ getValue: () => 'def pair(numbers, goal):\\r\\n    return []', getLanguageId: () => 'python' }) },
] } }
</script>`

const router = `<script>
document.cookie = 'csrftoken=a%20token; path=/; secure'
window.moveTo = (slug) => history.pushState({}, '', '/problems/' + slug + '/')
window.draw = (html) => { document.getElementById('room').innerHTML = html }
</script>`

export function drawn(slug: string): string {
  const problem = sampleProblems.get(slug)
  return problem === undefined ? '' : newLayout(problem)
}

export function hackerrankPage(slug: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>HackerRank</title></head><body>
<nav class="tabs"><a href="/challenges/${slug}/problem">Problem</a><a href="/challenges/${slug}/submissions">Submissions</a></nav>
<h1 class="page-label">Fair Share</h1><div class="challenge-body-html css-ki0glp">
<p>Split <span class="MathJax_SVG"><svg role="img"><g></g></svg></span><script type="math/tex">n</script> sweets fairly, with
<span class="MathJax_SVG"><svg></svg></span><script type="math/tex">1 \\le n \\le 10^5</script>.</p>
<div class="challenge_sample_input"><pre>7 2</pre></div><div class="challenge_sample_output"><pre>1</pre></div></div></body></html>`
}

export function articlePage(): string {
  return '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A puzzle in an article</title></head><body><p id="puzzle">Three hats, two colours, one question.</p><p>Advertisement</p></body></html>'
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
