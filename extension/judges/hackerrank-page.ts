/** Finds the statement that stands on a HackerRank page, with evidence whose it is, its mathematics as LaTeX again. */
import { type Found, squashed } from './leetcode-page.ts'

export function hackerrankStatement(page: Document, slug: string): Found {
  const body = page.querySelector('.challenge-body-html')
  const title = (page.querySelector('h1.page-label, h2.hr_tour-challenge-name')?.textContent ?? '').trim()
  if (body === null || title === '') return { lacking: 'not-on-page' }
  if (squashed(title) !== squashed(slug) && !linksTo(page, slug)) return { lacking: 'another-problem' }
  const samples = Array.from(page.querySelectorAll('.challenge_sample_input pre, .challenge_sample_output pre')).filter(
    (sample) => !body.contains(sample),
  )
  const copy = body.cloneNode(true) as Element
  withLatex(copy)
  return { title, html: [copy.innerHTML, ...samples.map((sample) => sample.outerHTML)].join('') }
}

/** A problem's own tabs carry its slug. */
function linksTo(page: Document, slug: string): boolean {
  return Array.from(page.querySelectorAll('a[href*="/challenges/"]')).some((link) => {
    const found = /\/challenges\/([\w-]+)\/(?:submissions|leaderboard|forum|topics|editorial)/.exec(link.getAttribute('href') ?? '')
    return found?.[1] === slug
  })
}

/** MathJax draws pictures and keeps what they were drawn from beside them. */
function withLatex(root: Element): void {
  for (const source of Array.from(root.querySelectorAll('script[type^="math/tex"]'))) source.replaceWith(`$${source.textContent ?? ''}$`)
  for (const drawn of Array.from(root.querySelectorAll('mjx-container'))) {
    const spoken = drawn.querySelector('annotation[encoding="application/x-tex"]')
    drawn.replaceWith(spoken === null ? (drawn.querySelector('mjx-assistive-mml')?.textContent ?? '') : `$${spoken.textContent ?? ''}$`)
  }
  for (const drawn of Array.from(root.querySelectorAll('.MathJax_SVG, .MathJax_Preview, .MathJax'))) drawn.remove()
}
