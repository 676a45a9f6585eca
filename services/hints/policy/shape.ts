/** Solutions told without their names: how each idea sounds in plain words. Patterns over folded text. */
import type { Concept } from './concept.ts'

const thing =
  '(?:numbers?|values?|elements?|items?|characters?|letters?|prices?|nodes?|sums?|index(?:es)?|indices|positions?|entr(?:y|ies)|bars?|cells?|words?|digits?|brackets?|amounts?)'
const keep =
  '(?:remember(?:s|ed|ing)?|stor(?:e|es|ed|ing)|record(?:s|ed|ing)?|keep(?:s|ing)?|kept|sav(?:e|es|ed|ing)|not(?:e|es|ed|ing)|track(?:s|ed|ing)?|log(?:s|ged|ging)?|memoris\\w+|memoriz\\w+|put(?:s|ting)?|hold(?:s|ing)?|drop(?:s|ped)?|fil(?:e|es|ed|ing)|jot(?:s|ted)?|collect(?:s|ed|ing)?)'
const past = '(?:seen|visited|passed|met|encountered|(?:come|came) (?:across|before|earlier)|gone (?:by|before)|went before|so far|already)'
const test = '(?:check(?:s|ed|ing)?|look(?:s|ed|ing)?|see|seeing|ask(?:s|ed|ing)?|whether|if|test(?:s|ed|ing)?|find|search(?:es|ed|ing)?)'
const within = (...parts: string[]): RegExp => new RegExp(`\\b${parts.join('\\b.{0,90}?\\b')}\\b`)

export const shapes: readonly { readonly concept: Concept; readonly patterns: readonly RegExp[] }[] = [
  {
    concept: 'hash',
    patterns: [
      within(keep, thing, past),
      within(keep, past, thing),
      within(keep, `(?:each|every|all)(?: \\w+)? ${thing}`, test),
      within(keep, `(?:where|which position|at which) (?:you|we|it|each)\\b.{0,30}(?:saw|seen|was|stood|found|appear\\w*)`),
      within(
        test,
        '(?:complement|counterpart|partner|missing (?:part|number|value|half|piece)|other half|difference|remainder|needed (?:value|number))',
        past,
      ),
      within(
        '(?:complement|counterpart|partner|missing (?:part|number|value|half|piece)|other half|needed (?:value|number)|matching (?:value|number))',
        '(?:already|seen|before|earlier|passed|exists?|there|appeared|turned up|waiting|met)',
      ),
      within(
        '(?:every|each) (?:word|text|string|letter|one|item)',
        '(?:wore|wear|carr|bear|get|has|have)\\w*',
        '(?:badge|label|tag|code|signature|fingerprint|stamp)',
      ),
      /\btarget (?:minus|less|without|take away)\b/,
      /\bsubtract(?:s|ed|ing)?\b.{0,40}\b(?:from (?:the )?(?:target|goal|sum|total))\b/,
      /\bdifference between (?:the )?(?:target|goal|sum|total)\b/,
      /\bwhat (?:is|s|each \w+ is|it is|you are) (?:missing|needed|needs?|lacks?|left|lacking) to (?:reach|make|hit|get|complete)\b/,
      /\bpartner (?:it|each|every|that|which|would|number|value|has)\b/,
      /\b(?:complement|complements|complementary)\b/,
      /\b(?:notebook|ledger|guest list|address book|phone book|index card|card index|catalogue|pigeonholes?|labell?ed (?:box|drawer|slot|bucket)\w*)\b.{0,80}\b(?:each|every|number|value|seen|already|passed|look up|instantly)\b/,
      /\bletters? (?:counts?|tall(?:y|ies)) (?:are|is|match|equal|must)\b/,
      /\b(?:instant(?:ly)?|immediate(?:ly)?|at once|right away|directly) (?:tell|know|look up|find|answer|say|check)\b.{0,60}\b(?:seen|before|there|exists?|present|where|whether)\b/,
    ],
  },
  {
    concept: 'two_pointers',
    patterns: [
      within(
        '(?:start|begin|put|place|set|one)',
        '(?:each|both|opposite|either|two|the other|far|left|right) (?:ends?|sides?)',
        '(?:mov\\w+|inward|toward|towards|step\\w*|clos\\w+|shift\\w*|walk\\w*|meet|middle)',
      ),
      within(
        '(?:mov(?:e|es|ing)|advanc\\w+|shift\\w*|step(?:s|ping)? (?:in|inward|inwards|from|away)|giv(?:e|es|ing) up)',
        '(?:shorter|smaller|lower|lesser|left|right|slow|fast|taller|higher)',
        '(?:inward|one|side|end|step|edge|marker|line|wall|forward|bar)',
      ),
      within('(?:from|at) (?:the )?(?:left|front|start|beginning)', '(?:other|another|second|one)', '(?:from|at) (?:the )?(?:right|back|end)'),
      /\b(?:start|begin)(?:s|ing)? (?:with|from|at) (?:the )?(?:two )?(?:outermost|outer|widest|extreme|ends)\b/,
      /\btwice as (?:fast|quick)\b/,
      /\b(?:outside|outer) in\b/,
      /\b(?:outermost|widest)\b.{0,80}\b(?:shorter|smaller|inward|narrow)\b/,
      /\bsqueez\w+ (?:in|inward|from)\b/,
      /\b(?:nail|pin|hold|keep|fix|freeze|lock)\w* (?:\w+ ){0,3}(?:down|fixed|still|in place)\b.{0,60}\b(?:other two|rest|remaining|two others)\b/,
      /\bfix (?:one|a|the first|each)\b.{0,80}\b(?:other two|remaining two|pair|two others)\b/,
    ],
  },
  {
    concept: 'sliding_window',
    patterns: [
      within(
        '(?:stretch|range|segment|window|substring|run|piece|span|section|block|chunk)',
        '(?:grow\\w*|expand\\w*|extend\\w*|widen\\w*|lengthen\\w*|stretch\\w*)',
        '(?:shrink\\w*|contract\\w*|narrow\\w*|drop\\w*|trim\\w*|repeat\\w*|jump|left|until|start|front)',
      ),
      within(
        '(?:grow|expand|extend|widen|lengthen|move|advance)\\w*',
        '(?:right|end|front|back)',
        '(?:shrink|contract|narrow|drop|trim|cut|mov|pull|advance|jump)\\w*',
        '(?:left|start|beginning|behind|back|tail|front)',
      ),
      /\b(?:left|start|back|rear|tail) (?:edge|side|boundary|border|end|mark)\b.{0,60}\b(?:jump|move|past|after|forward|up to|just)\w*\b/,
      /\bjump\w* (?:past|over|to just after|just past|ahead)\b/,
      /\b(?:last|previous|earlier) (?:position|place|spot|occurrence|index|copy|appearance)\b/,
      /\bstart(?:s|ing)? (?:again )?(?:right|just|immediately|one) (?:after|past|beyond)\b/,
    ],
  },
  {
    concept: 'binary_search',
    patterns: [
      within(
        '(?:middle|centre|center|halfway|mid)',
        '(?:discard\\w*|throw\\w*|eliminat\\w*|drop\\w*|ignor\\w*|cut(?:s|ting)? (?:in|off|away|the)|half|halves)',
      ),
      within('(?:discard\\w*|throw\\w*|eliminat\\w*|drop\\w*|ignor\\w*|rul\\w+ out|forget)', '(?:half|halves|one side)'),
      /\b(?:one|either|each|a|which|that) (?:half|side)\b.{0,60}\b(?:sorted|in order|ordered|rising|ascending|tidy)\b/,
      /\b(?:in|into|by) hal(?:f|ves)\b/,
      /\bguess the number\b/,
    ],
  },
  {
    concept: 'stack',
    patterns: [
      /\b(?:most recent(?:ly)?|latest|newest|last|nearest|youngest) (?:\w+ ){0,4}(?:open\w*|unmatched|unclosed|added|placed|put|waiting|pending|one|bracket|unfinished)\b.{0,80}\b(?:match\w*|clos\w*|compar\w*|remov\w*|first|pair\w*|answer\w*|belong\w*|off|agree\w*)\b/,
      within(
        '(?:clos\\w+)',
        '(?:match\\w*|pair\\w*|compar\\w*|agree\\w*|answer\\w*|belong\\w*)',
        '(?:most recent\\w*|latest|newest|last|nearest|top)',
      ),
      within('(?:pile|tower|stacked|plates?|tray|trays)', '(?:top|off|last|upper|uppermost)'),
      within('(?:put|lay|place|add)\\w*', '(?:pile|tower|plates?|trays?)', '(?:take|remove|match|compar)\\w*'),
      /\b(?:on|off|from|at) (?:the )?top\b.{0,60}\b(?:match|compar|take|remov|put|place|clos|pile|add)\w*\b/,
      within(keep, '(?:open\\w*|unmatched|waiting|unresolved)', '(?:clos\\w+|match\\w*|resolved|last)'),
      /\b(?:start|begin)\w* (?:from|with|at) the (?:youngest|newest|latest|last|most recent)\b/,
      /\blast (?:one )?(?:in|opened|added)\b.{0,30}\bfirst\b/,
      /\breverse order (?:of|in which|they)\b.{0,40}\b(?:open|arriv|seen|came)\w*\b/,
    ],
  },
  {
    concept: 'graph_search',
    patterns: [
      within(
        '(?:visit|mark|flood|sink|colou?r|paint|cross(?:ing)? off|erase|spread\\w*|explore|walk|reach|fill|follow|wash|drown|wip\\w+)',
        '(?:neighbou?r\\w*|adjacent|connected|touching|next to|reachable|joined|attached|all (?:the )?land|whole (?:island|region|patch))',
      ),
      /\bspread(?:s|ing)? (?:out|from|to)\b/,
      /\bthe (?:round|minute|level|layer|ring|step|hour) (?:in|at|on|of) which\b/,
      within('(?:one|a single) (?:change|step|letter|move|hop|jump)', '(?:away|from|apart)', '(?:those|these|each of (?:them|those)|from there)'),
      /\b(?:ripples?|waves?|rings?)\b.{0,50}\b(?:outward|from|level|layer|distance|spread)\w*\b/,
      /\beverything (?:connected|reachable|attached|touching)\b/,
      within(
        '(?:new|unvisited|unmarked|untouched|fresh|unseen) (?:land|cell|square|node|patch|piece|island)',
        '(?:count|add|increase|mark|visit|sink|flood|erase)\\w*',
      ),
      /\b(?:count|add) (?:one|1)\b.{0,80}\b(?:eras|mark|sink|flood|colou?r|cross|visit)\w*\b/,
    ],
  },
  {
    concept: 'topological_order',
    patterns: [
      /\b(?:no|without|zero|without any|lacks?) (?:remaining |unmet |open |more )?(?:prerequisites?|requirements?|dependenc\w+|incoming)\b/,
      /\b(?:comes?|leads?|leading|get|arrive|end up|loop\w*|circles?|return\w*|going|points?|goes) (?:back )?(?:around )?to (?:itself|where (?:it|you) (?:started|began)|the (?:same|first|starting) (?:course|one|place|node))\b/,
      /\b(?:circular|chain|loop|circle|ring|cycle) (?:of )?(?:dependenc\w+|prerequisites?|requirements?|courses?)\b/,
      /\b(?:wait(?:s|ing)? for|depend(?:s|ing)? on) (?:each other|one another|itself)\b/,
      /\b(?:asks?|needs?|requires?|wants?|depends?|waits?) (?:for |on )?(?:nothing|none|no (?:other|prior|one))\b/,
      /\b(?:present|current|own|same) (?:trail|path|walk)\b/,
      /\btake (?:every|all|any|each|the|first)\b.{0,40}\b(?:free|available|ready|without|nothing|no)\b/,
      /\bprerequisites? (?:are|is|have been|were) (?:all )?(?:done|met|taken|finished|satisfied|crossed|removed)\b/,
    ],
  },
  {
    concept: 'dynamic_programming',
    patterns: [
      within(
        '(?:reus\\w+|sav\\w+|stor\\w+|remember\\w*|fill\\w*|keep\\w*|build\\w*|combin\\w*|add\\w*|record\\w*|comput\\w+|work(?:ing)? out|not(?:e|ing))',
        '(?:answers?|results?|solutions?|ways|counts?|totals?|best|fewest)',
        '(?:smaller|sub|previous|earlier|shorter|below|lower|last two|two steps)',
      ),
      within(
        '(?:answers?|results?|solutions?|number of ways|ways|best|total|count|fewest|minimum|least)',
        '(?:is|equals?|comes?|from|depends?|sum|plus|build|made|adding|one more)',
        '(?:previous|smaller|two (?:before|earlier|below|steps?|stairs?)|one (?:and|or) two|step (?:before|below)|n 1|n minus|minus one|earlier|last two|one coin less|one coin fewer|coin removed)',
      ),
      /\b(?:sum|add|total|adding) (?:of |up )?(?:the )?(?:previous|last|two|answers)\b.{0,30}\b(?:two|numbers?|answers?|results?|ways|steps|before|together)\b/,
      /\b(?:last|final) (?:step|move|jump|coin) (?:is|was|could|can|must|came|may|might|you)\b/,
      /\barriv\w+ (?:from|at)\b.{0,40}\b(?:one|two) (?:steps?|stairs?|below|before)\b/,
      /\bone coin (?:more|plus|less|fewer)\b/,
      within('(?:above|over|top)', '(?:plus|add\\w*|sum)', '(?:left|beside|diagonal)'),
      /\b(?:from|start(?:ing)? (?:with|from|at)) (?:zero|0|1|one|amount|nothing) up(?:ward)?s?\b/,
    ],
  },
  {
    concept: 'greedy',
    patterns: [
      /\b(?:run|do|take|pick|choose|serve|use|schedule|settle|handle)(?:s|ing)? (?:the )?(?:\w+ )?(?:that|with|which|whose) (?:\w+ )?(?:the )?(?:most|fewest|largest|smallest|biggest|least|earliest|latest|longest|shortest|highest|lowest|nearest|closest)\b/,
      /\b(?:none|nothing|no \w+) (?:of (?:the|those) \w+ )?(?:in )?between\b.{0,60}\b(?:can|could|be|need)\b/,
      /\b(?:always|each time|every time|at (?:every|each) step|repeatedly|keep) (?:take|taking|pick|picking|choose|choosing|grab|grabbing|select|selecting|use|using)\b.{0,40}\b(?:largest|smallest|biggest|earliest|cheapest|best|longest|shortest|next|highest|lowest|nearest|closest)\b/,
    ],
  },
  {
    concept: 'sorting',
    patterns: [
      within(
        '(?:put|arrange|order (?:the|them|all|every)|line (?:the|them|all|every|up)|rearrange|place|lay)',
        '(?:order(?! to\\b)|ascending|increasing|descending|smallest to largest|by (?:their )?(?:start|end|size|value|first)|from (?:small|low|least|earliest)\\w*)',
      ),
      /\b(?:by|in order of|according to) (?:when|where|how \w+) (?:they|it|each|every \w+) (?:open|start|begin|end|close|finish|arrive)s?\b/,
      /\b(?:smallest|lowest|earliest|least) to (?:the )?(?:largest|highest|latest|biggest)\b/,
      /\b(?:line|order|arrange|lay|rank|put|set|group)(?:s|d|ed|ing)? (?:\w+ ){0,4}(?:by|according to) (?:where|when|their|its|the) /,
      /\b(?:starts?|begins?) (?:before|no later than|at or before|earlier than|inside|within)\b.{0,60}\b(?:ends?|previous|last|finish\w*)\b/,
      /\b(?:previous|last|current)\b.{0,40}\b(?:ends?|finish\w*)\b.{0,60}\b(?:merge|extend|join|combine|stretch|glue|absorb)\w*\b/,
      within('(?:merge|extend|join|combine|stretch|glue|absorb)\\w*', '(?:overlap\\w*|previous|last)', '(?:end|ends|later|larger|maximum|max|one)'),
    ],
  },
  {
    concept: 'prefix_sum',
    patterns: [
      within(
        '(?:product|sum|total|multiply|multiplying|maximum|max|tallest|highest)',
        '(?:everything|all|numbers?|values?|elements?|wall|bar|column|so far)',
        '(?:left|before|behind|preced\\w*)',
        '(?:right|after|ahead|follow\\w*)',
      ),
      within('(?:left|before)', '(?:right|after)', '(?:multipl\\w+|product|combin\\w+|add\\w*|smaller|lower|minimum|min|lesser|shorter)'),
      /\b(?:tallest|highest|maximum|max|largest|biggest) (?:\w+ )?(?:on|to|at|from) (?:its|the|each|either|both|every) (?:left|right|sides?)\b/,
      /\b(?:smaller|lower|shorter|lesser|minimum|min) of (?:the|those|these|its|both|two)\b/,
      within(
        '(?:tallest|highest|largest|biggest|maximum)',
        '(?:west|left|one side|this side|behind)',
        '(?:tallest|highest|largest|biggest|maximum|other|that)',
      ),
      /\b(?:running|cumulative|accumulat\w+) (?:sums?|totals?|products?|max\w*|min\w*|count)\b/,
      /\bdivide the (?:total|whole|full) product\b/,
    ],
  },
  {
    concept: 'heap',
    patterns: [
      within(keep, '(?:k|only|just)', '(?:largest|biggest|smallest|best|top|candidates)'),
      /\b(?:throw|kick|drop|discard|remove|evict|push)\w* (?:out |away |off )?(?:the )?(?:smallest|largest|weakest|lowest|minimum|least)\b/,
      within('(?:pivot|partition)', '(?:side|larger|smaller|part|around|half)'),
      /\b(?:partition|pivot)\w*\b/,
      /\b(?:smallest|weakest|lowest) of (?:the|those|these|your) (?:k|best|largest|top|kept|survivors?)\b/,
    ],
  },
  {
    concept: 'linked_list',
    patterns: [
      within(
        '(?:flip|revers|turn|redirect|re-?point|swing|repoint|aim|bend)\\w*',
        '(?:arrows?|links?|next|nodes?|pointers?|references?|each|one)',
        '(?:back\\w*|previous|around|before|behind|other way|opposite)',
      ),
      within('(?:remember|keep|save|hold|store|note)\\w*', '(?:next|following|rest)', '(?:before|while|then|so|lose|change|turn|flip|point)\\w*'),
      /\bpoints? (?:it |each |them |every )?(?:back(?:wards?)? )?(?:at|to) (?:the |its )?(?:previous|one before|node before|predecessor)\b/,
      within(
        '(?:mov|bring|place|put|shift|push|promot)\\w*',
        '(?:front|head|end|back|top|most recent)',
        '(?:used|using|usage|access\\w*|touch\\w*|read|time|evict\\w*|drop\\w*|remov\\w*)',
      ),
      within(
        '(?:used|using|usage|access\\w*|touch\\w*|read|get)',
        '(?:mov|bring|place|put|shift|push|promot)\\w*',
        '(?:front|head|end|back|top|most recent)',
      ),
      /\b(?:chain|line|list|neighbou?rs?)\b.{0,60}\b(?:both (?:ways|directions)|either side|two neighbou?rs|forward and back\w*|before and after)\b/,
      /\b(?:evict|drop|remove|throw|discard)\w* (?:from )?(?:the )?(?:one at the |item at the )?(?:back|tail|far end|end of the)\b/,
    ],
  },
  {
    concept: 'tree',
    patterns: [
      within(
        '(?:pass|carry|hand|give|send|narrow|tighten|inherit)\\w*',
        '(?:range|bounds?|limits?|minimum and maximum|min and max|lowest and highest|smallest and largest|floor and ceiling)',
      ),
      /\b(?:left|right) (?:subtree|side|child|branch)\b.{0,100}\b(?:all|every|everything|whole|entire|must|bound|limit|smaller|larger)\b/,
      /\b(?:left|smaller) (?:\w+ ){0,4}(?:then|before) (?:the )?(?:node|root|itself|middle|parent)\b/,
      /\b(?:walk|visit|read|list)\w*\b.{0,40}\bleft to right\b/,
      /\b(?:rising|increasing|ascending|going up|in increasing order|strictly grow\w*)\b.{0,50}\b(?:sequence|visit|walk|read|traver|list|order)\w*\b/,
      within(
        '(?:visit|walk|read|travers)\\w*',
        '(?:increasing|rising|ascending|larger than the (?:last|previous)|greater than the (?:last|previous))',
      ),
    ],
  },
  {
    concept: 'bits',
    patterns: [
      /\b(?:count|read|write|flip|look)\w*\b.{0,40}\bbinary (?:system|digits|form|notation|numbers?)\b/,
      within('(?:flip|switch|toggle)\\w*', '(?:second time|again|twice|back)'),
      /\b(?:pairs?|twins|duplicates) (?:\w+ )?cancel\w*\b/,
      /\bcancel(?:s|ling|ing)? (?:each other|one another|out)\b/,
    ],
  },
  {
    concept: 'backtracking',
    patterns: [
      within('(?:try|choose|pick|place)\\w*', '(?:each|every|one)', '(?:undo|take (?:it )?back|remove|unchoose|step back|retreat)'),
      /\bmay (?:open|close|add|place|put)\b.{0,80}\b(?:as long as|only if|if|while|so long)\b/,
    ],
  },
  {
    concept: 'trie',
    patterns: [within('(?:branch|door|arm|child|path)\\w*', '(?:per|for each|for every|one for)', '(?:letter|character|sign)s?')],
  },
  {
    concept: 'string_matching',
    patterns: [/\b(?:grow|expand|extend|spread)\w* (?:outward|out|from)\b.{0,40}\b(?:cent(?:er|re)|middle|each|every)\b/],
  },
  {
    concept: 'hash',
    patterns: [
      /\b(?:keep|maintain|hold|carry|set up|draw up)(?:s|ing)? (?:a|an|one|two|some) (?:\w+ ){0,2}(?:pile|stack|index|chain|register|notebook|tally|stretch|bucket|shelf|drawer|box|catalogue|directory|roster|roll|log|ledger|diary|chart|collection|bag|pool|basket|marker|counter|flag|pair)s?\b(?! of (?:your|the|all your) (?:questions|ideas|moves|words|assumptions|cases|doubts|thoughts))/,
      /\b(?:hand|give|assign|attach|send|tie|pin)(?:s|ing)? (?:to )?(?:every|each) (?:node|element|number|cell|value|entry|item|character|letter|bar|course|place|position) (?:a|an|its|the|two)\b/,
      /\bjumps? (?:straight|directly|right) (?:from|to)\b/,
    ],
  },
  {
    concept: 'complexity',
    patterns: [
      /\b(?:just|only|exactly|a) (?:once|one time|single time)\b.{0,40}\b(?:through|over|past|across|array|list|string|input|numbers|elements)\b/,
      /\b(?:through|over|past|across|along|down)\b.{0,30}\b(?:array|list|string|input|numbers|elements|line|row|grid|chain)\b.{0,20}\b(?:only once|just once|exactly once|a single time|one time|once)\b/,
      /\b(?:touch|look|visit|read|see|handl|consider|inspect|process|need)\w* (?:at )?(?:every|each) \w+ (?:just |only |exactly )?(?:a single time|once|one time)\b/,
      /\b(?:can|could|should|need|must|may|ought to)(?: only| just)? (?:grow|double|rise|increase)\b/,
      /\b(?:only|just|merely|no more than|at most) (?:double|twice)\b/,
      /\bno (?:room|space|memory|storage) (?:besides|beyond|other than|except|but)\b/,
      /\b(?:without|no|any) (?:extra|additional|further|more) (?:room|space|memory|storage|array|copy)\b/,
      /\b(?:about|only|roughly|just|some|around)? ?(?:ten|twenty|thirty|forty|\d+) (?:looks|steps|tries|guesses|comparisons|checks|peeks) (?:is|are|will|would|should) (?:be )?(?:enough|suffice|do|all)\b/,
      /\b(?:square|cube|logarithm) (?:rather|instead|of the (?:length|size|number))\b/,
      /\baim (?:for|at) (?:a |the |some )?(?:square|cube|linear|single|one|logarithm|constant|cost|time|fewer)\b/,
      /\b(?:second|inner|nested|another|two|double) (?:loop|pass|scan|sweep|traversal)s?\b/,
      /\bwithout (?:looking|going|comparing|checking|scanning|a second|any second|an inner|rescanning)\b.{0,30}\b(?:back|again|every|all|pair|loop|pass|twice)\b/,
    ],
  },
]
