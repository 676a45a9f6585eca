/** What a coach of designs does not say: a part or a technique that the learner has not brought, and what to do about it. */
import { fold, plain } from '../guard/fold.ts'
import { givesOrders } from '../policy/plan.ts'
import type { Design } from './subject.ts'

interface Idea {
  readonly name: string
  readonly said: RegExp
}

const idea = (name: string, said: RegExp): Idea => ({ name, said })

/** In small letters. */
const ideas: readonly Idea[] = [
  idea('cache', /\bcach(?:e|es|ed|ing)\b|\bredis\b|\bmemcached?\b|\bvalkey\b|\bmemoi[sz]e/),
  idea('cdn', /\bcdns?\b|\bcontent delivery\b|\bedge (?:network|cache|node|server)s?\b/),
  idea('queue', /\b(?:message |task |job )?queu(?:e|es|ed|ing)\b|\brabbitmq\b|\bsqs\b/),
  idea('stream', /\bkafka\b|\bevent (?:log|stream|bus)s?\b|\bkinesis\b|\bpub ?sub\b/),
  idea('balancer', /\bload.?balanc(?:er|ers|ing)\b|\breverse prox(?:y|ies)\b/),
  idea(
    'replica',
    /\breplica(?:s|te|ted|tion)?\b|\bstand ?bys?\b|\bsecond (?:copy|instance|server)\b|\b(?:more|additional|several|extra) (?:instances|servers|copies)\b|\bredundan/,
  ),
  idea('zone', /\b(?:availability )?zones?\b|\bmulti.?(?:region|zone|az)\b|\bdata ?cent(?:re|er)s?\b/),
  idea('failover', /\bfail.?over\b|\bleader election\b|\bpromot(?:e|es|ed|ing) (?:a|the)\b/),
  idea('shard', /\bshard(?:s|ed|ing)?\b|\bpartition(?:s|ed|ing)? (?:by|key|the (?:data|table))\b|\bconsistent hash/),
  idea('breaker', /\bcircuit.?breakers?\b|\bbulkheads?\b/),
  idea('timeout', /\btime.?outs?\b|\bdeadlines?\b/),
  idea('retry', /\bretr(?:y|ies|ied|ying)\b|\bback.?off\b|\bjitter\b/),
  idea('idempotency', /\bidempoten(?:t|cy|ce)\b|\bdedup(?:licat\w+)?\b/),
  idea('index', /\bindex(?:es|ed|ing)?\b|\bindices\b/),
  idea('page', /\bpaginat(?:e|ed|ion)\b|\bcursors?\b|\bkeyset\b/),
  idea('invalidate', /\binvalidat(?:e|es|ed|ion|ing)\b|\bwrite.?through\b|\bttls?\b|\btime to live\b/),
  idea('limit', /\btoken bucket\b|\bleaky bucket\b|\bsliding (?:window|log)\b|\bfixed window\b|\brate.?limit/),
  idea('backpressure', /\bback.?pressure\b|\bload shedding\b|\bbounded\b/),
  idea('fan-out', /\bfan.?out (?:on|at) (?:write|read)\b|\bpush model\b|\bpull model\b/),
  idea('filter', /\bbloom filters?\b|\bcount.?min\b|\bhyper ?log ?log\b/),
  idea('trie', /\btries?\b|\bprefix tree\b|\binverted index\b/),
  idea('key', /\bbase ?(?:62|58|64)\b|\bsnowflake\b|\bulids?\b|\bhash (?:the|of the) url\b|\bkey generation service\b/),
  idea(
    'lock',
    /\boptimistic (?:lock|concurrency)\w*\b|\bpessimistic lock\w*\b|\bselect for update\b|\bdistributed locks?\b|\bcompare.and.(?:set|swap)\b/,
  ),
  idea('consensus', /\braft\b|\bpaxos\b|\bquorum\b|\btwo.phase commit\b|\bsagas?\b|\boutbox\b|\bcqrs\b|\bevent sourc/),
  idea('chunk', /\bchunk(?:s|ed|ing)?\b|\bpresigned\b|\bcontent.addressed\b|\bmultipart\b/),
  idea('time-wheel', /\btiming wheels?\b|\bdelay queue\b|\bleas(?:e|es|ed|ing)\b|\bheartbeats?\b/),
  idea('rollup', /\broll.?ups?\b|\bdownsampl\w+\b|\blsm\b|\btime.series database\b|\bcolumn(?:ar|\s?store)\b/),
  idea('socket', /\bweb ?sockets?\b|\blong poll\w*\b|\bserver.sent events?\b/),
]

/** Advice hands over the decision, whatever it names. */
const advice =
  /\byou (?:should|need to|must|ought to|could (?:just )?(?:add|use|put|set|introduce|split|move|replace))\b|\bi(?:'d| would| suggest| recommend)\b|\b(?:the|my|a) (?:solution|answer|fix|right design|best design) (?:is|would be)\b|(?:^|[.!:;]\s*)(?:just |simply |then |first,? |so |instead,? )?(?:add|use|introduce|put|place|deploy|split|shard|replicate|switch to|increase|raise|set|configure|enable|move|replace)\b|\b(?:try|consider) (?:adding|using|introducing|putting|setting|splitting|moving|replacing)\b/

/** Configuration and code are designs, too. */
const written =
  /```|\bcreate (?:table|index)\b|\balter table\b|["']?(?:replicas|timeoutms|ttlseconds|failover)["']?\s*[:=]|\{\s*["'](?:kind|v|components)["']/

export interface Brought {
  readonly ideas: ReadonlySet<string>
}

/** What the learner has said, drawn, or was asked for; a question brings nothing in that gives orders. */
export function broughtIn({ title, task, text, blueprint, findings }: Design, question: string): Brought {
  const kinds = blueprint
    .replaceAll(/"kind"\s*:\s*"(?:lb|gateway)"/g, ' load balancer ')
    .replaceAll(/"ttlSeconds"/g, ' ttl ')
    .replaceAll(/"timeoutMs"/g, ' timeout ')
  const asked = question.split(/(?<=[.!?])\s+/).filter((sentence) => !givesOrders(sentence))
  const all = plain(
    [title, task, text, kinds.replaceAll(/"(?:\w+)"\s*:\s*(?:false|\[\]|null)/g, ' '), ...findings.map((one) => one.text), ...asked].join('\n'),
  )
  return { ideas: new Set(ideas.filter(({ said }) => said.test(all)).map(({ name }) => name)) }
}

/** @returns what it gives away, or undefined. */
export function spoils(sentence: string, { ideas: brought }: Brought): string | undefined {
  // Disguised or not: words as they stand, and words with their signs and look-alikes undone.
  const said = [plain(sentence), fold(sentence).text]
  if (said.some((words) => written.test(words))) return 'written'
  if (said.some((words) => advice.test(words))) return 'advice'
  return ideas.find((one) => !brought.has(one.name) && said.some((words) => one.said.test(words)))?.name
}
