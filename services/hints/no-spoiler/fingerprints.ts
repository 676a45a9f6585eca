/** Word stems that together, near each other, describe the solution of a problem even when no technique is named. */
import type { Slug } from './slug.ts'

/** A description has been given when every part is found within one stretch of words. */
export type Fingerprint = readonly RegExp[]

/** Phrases of the statement that would otherwise read as a technique. */
export const given: Partial<Readonly<Record<Slug, RegExp>>> = {
  'reverse-linked-list': /\b(?:reverse )?(?:singly )?linked ?list/g,
  'validate-binary-search-tree': /\bbinary (?:search )?tree/g,
  'merge-intervals': /\bmerge intervals\b/g,
}

export const fingerprints: Readonly<Record<Slug, readonly Fingerprint[]>> = {
  'two-sum': [
    [
      /\b(?:target minus|minus (?:it|the|that)|missing number|complet\w* the target|makes? up the (?:rest|target)|what is missing|target less)\b/,
      /\b(?:look|check|find|instantly|jotted|come by|already|seen|ask|among|exist|know)/,
    ],
    [/\b(?:keyed|indexed) by\b/],
    [/\b(?:both|each|two|opposite) ends\b/, /\b(?:sort|order|inward|too (?:big|large|small))/],
    [/\bcomplement/],
    [
      /\b(?:remember|stor|record|keep|save|note|write|look|check)/,
      /\b(?:seen|met|passed|earlier|already|previous|visited|before)\b/,
      /\b(?:complement|subtract|minus|partner|the differ|that differ|target less)/,
    ],
    [/\b(?:subtract|minus)\w*\b/, /\btarget\b/, /\b(?:look|check|find|search|seen|present|among)/],
    [/\b(?:value|number)s? to (?:its|their|the) (?:index|position)/],
  ],
  'container-with-most-water': [
    [
      /\b(?:opposite ends|first and (?:the )?last|(?:both|each|two|either) ends?|widest|start wide)\b/,
      /\b(?:short|low|small)er\b/,
      /\b(?:mov|walk|narrow|inward|toward|give up|giv|step|com)/,
    ],
    [/\b(?:mov|narrow|abandon|giv)\w*\b/, /\b(?:which ?ever|always)\b/, /\b(?:short|low)er\b/],
    [/\boutermost\b/, /\b(?:start|begin|inward|short)/],
    [
      /\b(?:outermost|both (?:ends|sides)|each (?:end|side)|two ends|either (?:end|side)|opposite ends|widest|that side)\b/,
      /\b(?:short|small|low)(?:er|est)\b/,
      /\b(?:mov|inward|step|give up|drop|advanc|discard|abandon|replac)/,
    ],
    [/\b(?:short|low)er\b/, /\binwards?\b/],
  ],
  'valid-parentheses': [
    [/\blifo\b/],
    [/\b(?:closer|closing|closes)\b/, /\b(?:saw last|opened last|last open\w*|newest|most recent|latest|seen last|just opened)\b/],
    [/\b(?:remov|delet|cross|cancel|eras|strik)/, /\b(?:adjacent|neighbou?r|inner|innermost|next to each other)/, /\b(?:pair|bracket)/],
    [/\bstapel\b/],
    [/\bpile of\b/, /\b(?:open|bracket|wait)/],
    [
      /\b(?:most recent|latest|top|last (?:opened|opener|one opened|unclosed)|pile|last in)\b/,
      /\b(?:open|bracket|unclosed|waiting|closer|closing)/,
      /\b(?:match|remov|take|off|belong|pair|compare|agree)/,
    ],
    [/\bstack(?:ed|s)? of\b/],
    [/\blast in first out\b|\b(?:push|pop)(?:s|ped|ping)?\b/],
  ],
  'longest-substring-without-repeating-characters': [
    [/\bcaterpillar\b/],
    [/\b(?:last|previous|latest|earlier) (?:position|place|index|occurrence|spot)/, /\b(?:start|left|begin|jump|mov|past|skip)/],
    [
      /\b(?:head|front|right)\b/,
      /\b(?:tail|back|left)\b/,
      /\b(?:mov|forward|crawl|catch|follow|pull|grow)/,
      /\b(?:contain|repeat|double|already|twice|again)/,
    ],
    [
      /\b(?:edge|boundary|stretch|window|left|start|back)\b/,
      /\b(?:repeat|twice|duplicat|again|already|second time)/,
      /\b(?:mov|pull|shrink|advanc|jump|slid|drop|push)/,
      /\b(?:past|just after|earlier (?:place|position)|previous (?:place|position|occurrence)|up to|forward)\b/,
    ],
    [/\bright (?:edge|end|border)\b/, /\bleft (?:edge|end|border)\b/],
    [/\bfront edge\b/, /\bback edge\b/],
  ],
  'merge-intervals': [
    [
      /\b(?:sort|order|arrang|lin|lay|put|rank)\w*\b/,
      /\b(?:start(?:ing)? (?:time|point|value|number)|(?:by|of) (?:their |its |the )?(?:start|begin)\w*|earliest)\b/,
    ],
    [/\bonly neighbou?rs\b/],
    [/\b(?:sort|order|lin|arrang|rank)(?:e|ed|ing)?\b(?: \w+){0,5} by (?:\w+ ){0,4}(?:start|begin|left|first|where they begin)/],
    [/\b(?:last|previous|latest)\b/, /\b(?:kept|merged|result|output|keep)\b/, /\b(?:extend|stretch|later of|larger of|maximum|max)/],
  ],
  'number-of-islands': [
    [
      /\b(?:explor|walk|spread|flood|visit|follow|colou?r)/,
      /\b(?:touching|connected|adjacent|neighbou?r\w*|outward|whole island|entire island|all the land)\b/,
      /\b(?:mark|seen|visited|colou?r|count|one island|cross)/,
    ],
    [
      /\b(?:mark|sink|cross|visited|flip|paint|colou?r|erase)/,
      /\b(?:reach|spread|neighbou?r|connected|touch|attached)/,
      /\b(?:counted again|never|not counted|whole island|entire island|everything|add one|one to the count|count one)/,
    ],
    [/\b(?:unvisited|unmarked|not marked|have not marked)\b/, /\b(?:add one|increment|new island|count)/],
  ],
  'course-schedule': [
    [
      /\b(?:back to where|return to where|come back|end up where|in a circle|loop|cycle)\b/,
      /\b(?:arrow|follow|walk|path|chain|course)/,
      /\b(?:false|impossible|cannot|answer|exactly|possible)\b/,
    ],
    [/\bnothing (?:left )?(?:before|in front)\b/, /\b(?:repeat|take|remov|cross|strike)/],
    [
      /\b(?:waits? for nothing|no (?:remaining )?prerequisites?|without (?:any )?prerequisites?|no requirements?|nothing left before|depends? on nothing)\b/,
      /\b(?:take|remov|cross|repeat|peel|start with|strike)/,
    ],
    [/\bcycles?\b/, /\b(?:if and only if|detect|check for|look for|find a|impossible|exactly when|contains?|remains?)\b/],
    [/\b(?:ring|circle|loop)\b/, /\b(?:left|remain)/, /\b(?:impossible|cannot|false)\b/],
  ],
  'climbing-stairs': [
    [/\bn minus (?:1|one)\b/, /\bn minus (?:2|two)\b/],
    [/\bways\b/, /\b(?:plus|sum|add (?:up|them|the two|those|both))\b/, /\b(?:before|below|previous|lower|smaller)\b/],
    [
      /\b(?:previous|preceding|last|before|below|earlier)\b/,
      /\b(?:two|both|2)\b/,
      /\b(?:add (?:up|the|them|together)|sum|plus|total)/,
      /\b(?:ways|counts?|steps?|results?|values?|totals?)\b/,
    ],
    [/\bone step below\b/, /\btwo steps below\b/],
  ],
  'coin-change': [
    [
      /\b(?:build|work|go|start)\w* (?:\w+ )?(?:up|upward|from (?:0|1|zero|one))\b/,
      /\b(?:reus|earlier|smaller|previous|lower)/,
      /\b(?:answer|amount|result)/,
    ],
    [/\b(best|min|f|fewest|dp) \d+(?: \w+){1,10} \1 \d+/],
    [
      /\b(?:one|1) (?:more|plus)\b|\bplus (?:one|1)\b/,
      /\b(?:smallest|minimum|best|least|fewest)\b/,
      /\b(?:minus|without (?:that|the) coin|remaining|smaller amount)/,
    ],
    [
      /\b(?:small|low)(?:er|est)? amounts?\b|\bamount minus\b|\bwhat remains\b|\bremaining amount\b|\bfor (?:each|every) amount\b/,
      /\bcoins?\b/,
      /\b(?:plus one|one plus|add(?:ing)? (?:one|1)|one more|minimum|fewest|best)\b/,
      /\b(?:each|every|tri|try|writ|table|stor|build|first)/,
    ],
    [/\b(?:each|every|all)(?: \w+)? (?:smaller|lower) amounts?\b/],
  ],
  'lru-cache': [
    [/\border (?:of use|they were used|in which)|\brecency\b/, /\b(?:structure|list|chain|line|queue|row)s?\b/, /\b(?:hold|keep|two|move|holds)\b/],
    [
      /\b(?:touch|us|read|access)(?:ed|e|es)?\b/,
      /\b(?:mov|put|bring|goes)\w*\b/,
      /\b(?:end|front|head|back|top) of the (?:line|list|row|queue|chain)\b/,
    ],
    [/\bunhook|\b(?:put|mov)\w* (?:it |them |the \w+ )?(?:at|to) the front\b|\bremove the tail\b/],
    [
      /\b(?:chain|linked|thread|nodes?|ordered (?:list|dict))\b/,
      /\b(?:front|head|tail|back of|end of)\b/,
      /\b(?:mov|unhook|remov|throw|delet|evict|put it)/,
    ],
    [/\b(?:jump|straight|direct)\w* from (?:a|the|each) key\b/],
    [/\b(?:linked|doubly)\b/, /\blist\b/, /\b(?:order of use|recent|usage)\b/],
  ],
  'kth-largest-element-in-an-array': [
    [/\bk (?:places|slots|spots|seats|chairs)\b|\bpodium\b/],
    [/\b(?:lowest|weakest|smallest)\b/, /\b(?:beats?|bigger|newcomer|replac\w*|takes? (?:its|that|the|their) place)\b/],
    [/\bsmallest (?:one|of (?:those|them|these))\b/, /\b(?:kept|swap|replac|hold|beats)/],
    [/\b(?:du|le|un|au) tas\b|\bdes heaps\b/],
    [
      /\b(?:only|just|best|biggest|largest|top) (?:the )?(?:\w+ )?k\b|\bsize k\b|\bk (?:biggest|largest|best|top|greatest)\b/,
      /\b(?:smallest|least|minimum|weakest)\b/,
      /\b(?:swap|replac|drop|throw|beat|push|remov|kept|keep|hold)/,
    ],
    [/\bfrom (?:the )?(?:largest|biggest) (?:down )?to (?:the )?smallest\b/, /\b(?:arrang|order|line|rank|pick|take)/],
  ],
  'search-in-rotated-sorted-array': [
    [/\b(?:half|halves)\b/, /\b(?:throw|discard|ignor|drop|cut|eliminat|forget|skip)/],
    [/\bmiddle\b/, /\b(?:ignore|in order|the rest|which (?:part|side)|rule out)\b/],
    [/\b(?:moities est triee|halften ist sortiert|mitades esta ordenada)\b/],
    [/\b(?:half|halves)\b/, /\b(?:order|sorted|rising|ascending)/],
    [/\bmiddle\b/, /\b(?:compar|look at|start (?:at|in)|check)/, /\b(?:half|halves|side)\b/],
    [/\b(?:halve|halving|cut(?:ting)? (?:it |the list |the search )?in half)\b/],
  ],
  'reverse-linked-list': [
    [
      /\b(?:before it|came before|behind it|one before|preceding|predecessor)\b/,
      /\b(?:arrow|point|link)/,
      /\b(?:after|next|following|noting|remember|sav)/,
    ],
    [
      /\b(?:previous|prev|came from|behind|predecessor)\b/,
      /\b(?:next|follow|successor|ahead)/,
      /\b(?:turn|point|flip|arrow|redirect|link)/,
      /\b(?:sav|remember|hold|stor|keep|current|before)/,
    ],
    [/\bpoint(?:s|ing)? (?:back )?(?:to|at) (?:the |its )?(?:previous|one before|predecessor)\b/],
  ],
  'validate-binary-search-tree': [
    [/\b(?:ranges?|limits?|bounds?)\b/, /\b(?:node|child|down|subtree)/, /\b(?:narrow|tighten|allowed|shrink|pass|hand|give)/],
    [/\bleft\b/, /\b(?:node|root|middle)\b/, /\bright\b/, /\b(?:rising|increas\w*|ascend\w*|growing)\b/],
    [/\b(?:largest|smallest) allowed\b/],
    [
      /\b(?:low(?:er)?|smallest|minimum|min)\b/,
      /\b(?:upper|high(?:er)?|largest|maximum|max)\b/,
      /\b(?:bound|limit|allowed|may have|permitted|narrow)/,
      /\b(?:node|child|parent|left|right|subtree|hand|pass)/,
    ],
    [/\bin order\b/, /\b(?:strictly )?increas/, /\b(?:visit|travers|walk|read)/],
  ],
  'trapping-rain-water': [
    [/\b(?:high|tall)(?:est|er)\b|\bmaxim/, /\b(?:each|either|both) (?:side|direction)s?\b/],
    [/\b(?:lower|smaller|minimum) of the (?:two|both|highest|tallest|walls)\b/],
    [/\b(?:left|right|lower|smaller) maxim/],
    [/\b(?:tallest|highest|max\w*)\b/, /\bleft\b/, /\bright\b/, /\b(?:lower|smaller|min\w*|lesser|subtract|minus)\b/],
  ],
  'product-of-array-except-self': [
    [/\b(?:on|to|from) (?:the|its) left\b/, /\b(?:on|to|from) (?:the|its) right\b/, /\b(?:multipl|product|times)/],
    [/\bleft (?:i|k)\b/, /\bright (?:i|k)\b/],
    [/\brunning (?:results?|products?)\b/],
    [
      /\b(?:everything|all|product|numbers|entries)(?: \w+){0,4} (?:before|preced|(?:to the|on the|on its|to its) left)/,
      /\b(?:after|following|(?:to the|on the|on its|to its|from the) right)\b/,
      /\b(?:product|multipl|running)/,
    ],
    [/\bfrom the left\b/, /\bfrom the right\b/],
  ],
}
