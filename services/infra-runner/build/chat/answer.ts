/** Answers a question about a design out of what rules find in it: a question back, a place to look at, never the design itself. */

import type { Pack } from '../packs/pack.ts'
import type { Checked } from '../submission/check.ts'
import type { Finding } from '../validate/rule.ts'

const mostFindings = 3

const topics: readonly { readonly asked: RegExp; readonly rule: RegExp }[] = [
  { asked: /fast|slow|latenc|p99|speed|quick/, rule: /slow|capacity|chain|cache|index/ },
  { asked: /scale|capacity|load|rps|traffic|many|replica/, rule: /capacity|scale|fan|hot|unbounded/ },
  { asked: /fail|down|crash|lost|lose|outage|zone|availab|reliab|redundan/, rule: /single|zone|timeout|retr|breaker|failover/ },
  { asked: /queue|async|worker|message|event/, rule: /queue|worker|unbounded|idempot/ },
  { asked: /cache|stale|invalidat|ttl/, rule: /cache|ttl|invalidat|stampede/ },
  { asked: /schema|table|index|key|column|database|sql/, rule: /key|index|table|column|type|growth|partition/ },
  { asked: /api|endpoint|auth|idempot|page|error|status/, rule: /endpoint|auth|idempot|pag|status|method|operation/ },
  { asked: /cost|money|price|cheap|budget/, rule: /cost|budget/ },
]

/** Sentences, one at a time. */
export function answered(question: string, checked: Checked, pack: Pack | undefined): readonly string[] {
  const asked = question.toLowerCase()
  const wanted = topics.filter((topic) => topic.asked.test(asked))
  const findings = checked.findings.filter(({ rule }) => wanted.length === 0 || wanted.some((topic) => topic.rule.test(rule))).slice(0, mostFindings)
  const said = findings.length > 0 ? findings.map(inWords) : [nothingFound(wanted.length > 0)]
  return [...leading(checked, wanted.length > 0), ...said, ...closing(asked, checked, pack)]
}

/** What is so and why it matters; what to do about it is the learner's. */
function inWords({ place, reason }: Finding): string {
  return `Look at ${place}: ${reason}`
}

function leading({ problems, derived }: Checked, isAbout: boolean): readonly string[] {
  const [first] = problems
  if (first !== undefined) return [`Something cannot be read yet, at ${first.path}: ${first.message}.`]
  if (derived === undefined || isAbout) return []
  const { bottleneck, saturationRps } = derived.prediction
  return bottleneck === '' ? [] : [`By queueing theory ${bottleneck} is full first, at about ${Math.round(saturationRps)} requests a second.`]
}

function nothingFound(isAbout: boolean): string {
  return isAbout
    ? 'The rules find nothing wrong about that. What would you have to measure to be sure?'
    : 'The rules find nothing wrong. Deploy it, and see what holds.'
}

/** A hint of the problem, by turns with the question. */
function closing(asked: string, { derived }: Checked, pack: Pack | undefined): readonly string[] {
  if (pack === undefined || pack.hints.length === 0) return []
  const turn = (asked.length + (derived?.blueprint.components.length ?? 0)) % pack.hints.length
  return [pack.hints[turn] ?? '']
}
