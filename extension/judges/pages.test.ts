import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseHTML } from 'linkedom'
import { hackerrankStatement } from './hackerrank-page.ts'
import { leetcodeNextData, leetcodeStatement } from './leetcode-page.ts'
import { textOfStatement } from './statement-text.ts'

function page(body: string): Document {
  return parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`).document
}

const statement = '<div class="elfjS" data-track-load="description_content"><p>Two.</p></div>'

test('a statement on a LeetCode page belongs to the link that stands before it', () => {
  const body = `<a href="/problems/daily-one/">Daily</a><a href="/problems/matching-pair/">1. Matching Pair</a>${statement}<a href="/problems/later/">Similar</a>`
  assert.deepEqual(leetcodeStatement(page(body), 'matching-pair'), { title: '1. Matching Pair', html: '<p>Two.</p>' })
  for (const slug of ['daily-one', 'later', 'matching']) assert.deepEqual(leetcodeStatement(page(body), slug), { lacking: 'another-problem' })
  assert.deepEqual(leetcodeStatement(page('<p>Loading</p>'), 'matching-pair'), { lacking: 'not-on-page' })
})

test('the old layout tells by its title whose it is', () => {
  const body = '<div data-key="description-content"><div data-cy="question-title">50. Pow(x, n)</div><p>Raise.</p></div>'
  assert.ok('html' in leetcodeStatement(page(body), 'powx-n'))
  assert.deepEqual(leetcodeStatement(page(body), 'matching-pair'), { lacking: 'another-problem' })
  const cn = '<div data-key="description-content"><div data-cy="question-title">LCP 1. Matching Pair</div><p>x</p></div>'
  assert.ok('html' in leetcodeStatement(page(cn), 'matching-pair'))
})

test('the data of a page is read where there is some', () => {
  assert.deepEqual(leetcodeNextData(page('<script id="__NEXT_DATA__" type="application/json">{"a":1}</script>')), { a: 1 })
  assert.equal(leetcodeNextData(page('<script id="__NEXT_DATA__">{</script>')), undefined)
  assert.equal(leetcodeNextData(page('')), undefined)
})

const drawn = '<p>With <span class="MathJax_SVG"><svg></svg></span><script type="math/tex">1 \\le n</script>.</p>'

test('a statement on a HackerRank page keeps its mathematics and belongs to its title or tabs', () => {
  const body = `<h1 class="page-label">Arrays: Left Turn</h1><div class="challenge-body-html css-ki0glp">${drawn}</div>`
  assert.deepEqual(hackerrankStatement(page(body), 'left-turn'), { lacking: 'another-problem' })
  const tabs = '<a href="/challenges/left-turn/submissions">Submissions</a>'
  const found = hackerrankStatement(page(`${tabs}${body}`), 'left-turn')
  assert.ok('html' in found)
  assert.match(found.html, /With \$1 \\le n\$\./)
  assert.ok('html' in hackerrankStatement(page(body), 'arrays-left-turn'))
  assert.deepEqual(hackerrankStatement(page(`<h1 class="page-label">A</h1>`), 'a'), { lacking: 'not-on-page' })
})

test('newer mathematics is read from what it says, and samples beside the body come along', () => {
  const mjx = '<mjx-container><svg></svg><mjx-assistive-mml>n squared</mjx-assistive-mml></mjx-container>'
  const body = `<h1 class="page-label">A</h1><div class="challenge-body-html"><p>${mjx}</p></div><div class="challenge_sample_input"><pre>1 2</pre></div>`
  const found = hackerrankStatement(page(body), 'a')
  assert.ok('html' in found)
  assert.equal(found.html, '<p>n squared</p><pre>1 2</pre>')
})

test('a statement as text keeps lines, lists, powers, tables and examples', () => {
  const html =
    '<p>At  most 10<sup>4</sup>\nof a<sub>0</sub>.<br>Next.</p><ul><li>one</li><li>two <b>bold</b></li></ul><pre>x = [1,\n  2]</pre><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>'
  const { document } = parseHTML(`<html><body><main>${html}</main></body></html>`)
  const main = document.querySelector('main')
  assert.ok(main !== null)
  assert.equal(textOfStatement(main), 'At most 10^4 of a_0.\nNext.\n\n- one\n- two bold\n\nx = [1,\n  2]\n\na | b |\n1 | 2 |')
})
