/** Further descriptions of the solutions, in the freer words of somebody who avoids the usual ones. */
import type { Fingerprint } from './fingerprints.ts'
import type { Slug } from './slug.ts'

export const paraphrases: Readonly<Record<Slug, readonly Fingerprint[]>> = {
  'two-sum': [
    [
      /\b(?:other|missing|matching) (?:part|half|piece|number)\b/,
      /\b(?:mark|exists?|present|list of|written|noted|passed)\b/,
      /\b(?:each|every|new|pass)\b/,
    ],
    [
      /\b(?:short of|lacks?|missing amount|that amount|(?:want|need) a \d+|still needs?|left to reach|difference)\b/,
      /\b(?:passed|appeared|seen|before|earlier|already|arrived|came by)\b/,
      /\b(?:target|whether|see if|have you|find|check|look)/,
    ],
    [
      /\b(?:keep|remember|stor|collect|not)\w* (?:every|each|all)\w*\b/,
      /\b(?:passed|seen|met|visited)\b/,
      /\b(?:at once|instant|direct|quick|straight)/,
    ],
  ],
  'container-with-most-water': [
    [/\b(?:greatest|largest|full|maxim\w+) width\b/, /\b(?:weak|low|short|small)er\b|\btrade\b/],
    [
      /\b(?:ends?|outside|outer|sides|extremes?|edges)\b/,
      /\b(?:mov|clos|walk|drop|step|inward|giv|sacrific|shift)\w*/,
      /\b(?:low|short|small)er (?:wall|line|one|side|post|of)\b|\bstanding lower\b/,
    ],
    [/\b(?:shrink|close in|narrow)/, /\b(?:low|short|small)er\b/],
  ],
  'valid-parentheses': [
    [/\b(?:most lately|added last|last added|last one added|last remembered)\b/],
    [/\b(?:opened last|last (?:one )?(?:that was )?opened|newest|youngest|latest)\b/, /\b(?:clos|cancel|strik|match|first|go)/],
    [/\bcolumn\b/, /\b(?:bottom|top|strike|last)\b/],
  ],
  'longest-substring-without-repeating-characters': [
    [/\b(?:grow|extend|stretch)\w*\b/, /\b(?:cut|shorten|drop|shrink|trim)\w*\b/, /\b(?:left|front|start|twin|double|repeat)/],
    [
      /\b(?:repeat|double|copy|same letter|already)/,
      /\b(?:just after|right after|one past|beyond the) /,
      /\b(?:first|earlier|old|previous|former)\b/,
    ],
    [
      /\b(?:borders|edges|ends|markers|fingers|walls)\b/,
      /\b(?:only|both|ever|never)\b/,
      /\b(?:right|forward|left)\b/,
      /\b(?:mov|slid|crawl|follow|catch)/,
    ],
    [/\b(?:drop|remov|let go|throw)\w*\b/, /\b(?:from the (?:front|left|start|back)|until)\b/, /\b(?:double|repeat|twin|same)/],
  ],
  'merge-intervals': [
    [/\b(?:increasing|rising|ascending|growing) (?:start|begin)/],
    [/\b(?:just|only) (?:one|a single|the last)\b/, /\b(?:lengthen|extend|stretch|grow)/],
    [
      /\b(?:arrang|order|begin with|lin|take|lay|go)/,
      /\b(?:earliest|from left to right|by start)\b/,
      /\b(?:latest end|that one ends|predecessor|glue|neighbou?r|end so far)/,
    ],
    [/\b(?:end so far|latest end|furthest end|last end)\b/],
  ],
  'number-of-islands': [
    [/\b(?:joined|attached|linked|connected) to it\b/, /\b(?:seen|note|mark|count|tick)/],
    [/\b(?:unseen|unvisited|fresh|untouched)\b/, /\b(?:begin|began|start\w*|count|new island)\b/],
    [
      /\b(?:wip|eras|sink|colou?r|mark|spread|flood|fill|paint|drown|burn)\w*/,
      /\b(?:entire|whole|neighbou?rs|all of it|until the island|everything)\b/,
    ],
    [/\bfollow\b/, /\b(?:land|cells?)\b/, /\b(?:every direction|all directions|as far as)\b/],
  ],
  'course-schedule': [
    [/\b(?:needs?|requires?|waits? for|depends? on) (?:nothing|no other|none)\b/, /\b(?:first|then|next|start|begin)\b/],
    [/\b(?:chain|path|sequence|circle|ring|courses?)\b/, /\b(?:own tail|itself|closes on|back to its|starts again|loops?)\b/],
    [
      /\b(?:tick|cross|tak|check|finish)\w*/,
      /\b(?:requirements?|prerequisites?|needs)\b/,
      /\ball (?:ticked|done|met|finished|taken|gone)|\bsatisfied\b|\bfulfilled\b/,
    ],
  ],
  'climbing-stairs': [
    [/\b(?:come|came|reach|arriv|get)\w* (?:\w+ )?from\b/, /\b(?:or|either|two|both)\b/, /\b(?:add|sum|plus|together)\b/],
    [/\b1 2 3 5(?: 8)?\b/],
    [
      /\b(?:two (?:numbers |values |counts )?before|two previous|previous two|last two)\b/,
      /\b(?:each|every|next)\b/,
      /\b(?:number|value|count|sum|add)/,
    ],
  ],
  'coin-change': [
    [/\b(?:one|1) plus the (?:fewest|best|least|smallest)\b/],
    [
      /\b(?:remov|tak|subtract|us|try|giv)\w*\b/,
      /\b(?:each (?:kind|coin)|every (?:kind|coin)|one coin)\b/,
      /\b(?:plus one|plus 1|one more|add one|best of|smallest of)\b/,
    ],
    [/\b(?:solv|answer|work out|find|know)\w*/, /\b(?:1 then 2|already solved|solved already|from the ones|smaller (?:ones|problems|prices|sums))\b/],
  ],
  'lru-cache': [
    [/\b(?:list|chain|row|order)\b/, /\b(?:kept|keep|held|sorted|ordered|stay)\w* in order of\b|\border of (?:last )?use\b/],
    [/\b(?:chain|row|queue|line)\b/, /\b(?:last use|order of use|ordered|recently used)\b/, /\b(?:key|link|entry|direct|drop|remov)/],
    [/\b(?:bring|move|put|send|place)\w*\b/, /\bto the (?:front|end|top|back|head)\b/, /\b(?:drop|remov|throw|evict|leave|lose)\w*/],
  ],
  'kth-largest-element-in-an-array': [
    [/\bk (?:strongest|highest|tallest|greatest|winners|leaders)\b/],
    [/\b(?:only|just|never more than)\b/, /\b(?:remember|keep|hold|need|stor)/, /\bk (?:numbers|values|entries|of them|candidates|winners)\b/],
    [/\b(?:larg|bigg|great)(?:er|est)\b/, /\bsmall(?:er|est)\b/, /\b(?:position k|the part|that side|one side|either side|continue)\b/],
    [/\bworst of (?:them|these|those)\b/, /\b(?:leaves?|drop|goes|out|replac)/],
  ],
  'search-in-rotated-sorted-array': [
    [
      /\b(?:one|which|that|the other) (?:side|part)\b/,
      /\b(?:free of|without|no|unbroken|in order|rising|clean)\b/,
      /\b(?:jump|break|drop|kink|target)\b/,
      /\b(?:go|belongs?|look|search|ignore|other)\b/,
    ],
    [/\bhalf\b/, /\b(?:rule out|each look|every look|each peek|every peek|each time|every time)\b/],
  ],
  'reverse-linked-list': [
    [
      /\b(?:look|point|arrow|face|turn|link)\w*/,
      /\b(?:back|backwards?)\b/,
      /\b(?:first note|not(?:e|ing) where|remember|keep|save|instead of forward|where it was pointing)\b/,
    ],
    [/\bthree (?:things|names|places|fingers|variables)\b/],
    [/\bwhere you were\b/, /\bwhere you are\b/],
  ],
  'validate-binary-search-tree': [
    [/\bceiling\b/, /\bfloor\b/],
    [/\b(?:ceiling|floor|tightest|corridor)\b/, /\b(?:ancestors?|carry|node|parent|below|down)\b/],
    [/\b(?:flatten|write out|list|read)\b/, /\bfrom left(?: to right)?\b/, /\b(?:climb|ris|increas|grow|order)/],
    [/\bancestors?\b/, /\b(?:small|larg|limit|bound|every|all)/],
  ],
  'trapping-rain-water': [
    [/\b(?:peak|tallest|highest|best|top)\b/, /\bon the left\b/, /\bon the right\b/],
    [/\b(?:smaller|lower|lesser|shorter) (?:of|one)\b/, /\bleft\b/, /\bright\b/],
    [/\b(?:both sides|both ends|inwards?)\b/, /\b(?:lower|smaller|shorter)\b/, /\b(?:wall|side|best|end)\b/],
  ],
  'product-of-array-except-self': [
    [/\b(?:forwards?|from the front|ahead|in front)\b/, /\b(?:backwards?|from the back|behind)\b/, /\b(?:product|multipl)/],
    [/\btwo (?:products|lists|sweeps|walks|helper)\b/, /\b(?:before|after|left|right|multipl|product)/],
  ],
}
