/** Problems for the judges of the tests, in our own words. */
export interface SampleProblem {
  readonly slug: string
  readonly number: string
  readonly title: string
  readonly html: string
  readonly difficulty: string
  readonly premium?: boolean
}

const pairs: SampleProblem = {
  slug: 'matching-pair',
  number: '9001',
  title: 'Matching Pair',
  difficulty: 'Easy',
  html: '<p>You get a list of whole numbers and a goal. Give back the <strong>two places</strong> whose numbers make the goal together.</p><p>The list has at most 10<sup>4</sup> numbers, a<sub>0</sub> comes first.</p><ul><li>There is one such pair.</li><li>No place counts twice.</li></ul><pre>list = [3, 9, 4], goal = 12\nanswer = [0, 1]</pre>',
}

const stairs: SampleProblem = {
  slug: 'counting-stairs',
  number: '9002',
  title: 'Counting Stairs',
  difficulty: 'Medium',
  html: '<p>A stair has n steps. You take one or two at a time. In how many ways do you reach the top?</p>',
}

const locked: SampleProblem = { slug: 'locked-room', number: '9003', title: 'Locked Room', difficulty: 'Hard', html: '', premium: true }

const hostile: SampleProblem = {
  slug: 'hostile-statement',
  number: '9004',
  title: '<img src=x onerror=alert(1)>',
  difficulty: 'Easy',
  html: '<p onclick="window.hurt=1">Count the <b style="position:fixed">leaves</b>.</p><script>window.hurt=1</script><img src="https://leetcode.com/spy.png" onerror="window.hurt=1"><svg onload="window.hurt=1"><a href="javascript:window.hurt=1">press</a></svg><iframe srcdoc="<script>parent.hurt=1</script>"></iframe><form action="https://leetcode.com/steal"><input name="q"><button>send</button></form><style>*{display:none}</style><p>The end.</p>',
}

const endless: SampleProblem = {
  slug: 'endless-statement',
  number: '9005',
  title: 'Endless Statement',
  difficulty: 'Easy',
  html: `<p>Begin.</p>${'<p>One more line of a story that will not end.</p>'.repeat(4200)}`,
}

export const sampleProblems: ReadonlyMap<string, SampleProblem> = new Map(
  [pairs, stairs, locked, hostile, endless].map((problem) => [problem.slug, problem]),
)

/** As HackerRank's own address answers, LaTeX and all. */
export const hackerrankModel = {
  slug: 'fair-share',
  name: 'Fair Share',
  difficulty_name: 'Easy',
  track: { slug: 'warmup' },
  body_html: '<div><p>Split <svg></svg> sweets.</p></div>',
  problem_statement: '<p>Split $n$ sweets fairly among $k$ children.</p>',
  input_format: '<p>Two numbers, $n$ and $k$.</p>',
  output_format: '<p>What is left over.</p>',
  constraints: '<ul><li>$1 \\le k \\le n \\le 10^{18}$</li></ul>',
} as const
