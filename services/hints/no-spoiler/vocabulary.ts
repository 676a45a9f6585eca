/** How techniques, structures and costs are called when they are meant as such, and not as the everyday words they also are. */

/** Matched against words apart by one space, in small letters and without accents. */
export const english: readonly RegExp[] = [
  /\bhash(?! out)/,
  /\b(?:dictionar(?:y|ies)|associative array|look ?up table|ordered ?dict|tree ?map|counter object)\b/,
  /\b(?:two|2|three|3|left|right|both|fast|slow|double|dual|second|moving) pointers?\b|\bpointers? (?:at each|at both|at the|from|to the (?:left|right)|meet|inward|technique|approach)/,
  /\b(?:sliding|moving|rolling|variable|growing|shrinking) windows?\b|\b(?:slid|shrink|grow|expand|mov)\w* (?:the|a|your) window\b/,
  /\b(?:depth|breadth) ?first\b|\b(?:dfs|bfs)\b|\bflood ?fill\b|\bunion ?find\b|\bdisjoint set/,
  /\btopologic|\bkahn\b|\bin ?degrees?\b|\badjacency\b|\b(?:directed|acyclic) (?:acyclic )?graph|\bbuild (?:a|the) graph\b|\bdetect\w* (?:a |any )?cycles?\b|\bcycle detection\b/,
  /\bdynamic program|\bdp\b|\bmemoi[sz]|\bmemo\b|\btabulat|\bbottom up\b|\btop down\b|\brecurrence\b|\bfibonacci\b|\boverlapping subproblem|\boptimal substructure/,
  /\b(?:a|the|monotonic|lifo|onto|call|empty) stack\b(?! (?:of(?! (?:size|open|length))|up)\b)|\b(?:use|using|with|needs?) stacks?\b|\bstack (?:data|structure|based)\b|\b(?:push|pop)(?:s|ped|ping)? (?:\w+ ){0,4}stack\b/,
  /\b(?:a|the|priority|fifo|empty) queue\b(?! of (?!size|length))|\b(?:en|de)queu|\bdeque\b|\bpriority queue/,
  /\b(?:min|max|binary) ?heap\b|\b(?:a|the|onto|into) heap\b(?! of (?!size|length|the (?:k|best|largest|biggest)\b))|\bheap(?:ify|q|push|pop| sort)\b|\b(?:use|using|with) heaps\b/,
  /\bbinary ?search(?! tree)\b|\bbisect|\bdivide and conquer|\bquick ?(?:select|sort)\b|\b(?:merge|bucket|counting|radix|heap) ?sort\b|\bpivot\b|\bpartition(?:s|ed|ing)?\b/,
  /\b(?:prefix|suffix) ?(?:sum|product|max|min|arr|total)|\b(?:prefix|suffix)es\b|\bcumulative\b|\brunning (?:product|maxim|minim)/,
  /\bsort(?:ing)? (?:the|them|it|by|all|each|these|those|first|everything|intervals|numbers|array|list|input|entries|and|in)\b|\b(?:after|by|use|using|try|about|about the|is|with) sorting\b|\bsorting (?:here|do|does|would|makes|helps|step)\b|\bsorted by\b/,
  /\bgreed(?:y|ily)\b|\brecurs(?!ed)|\bback ?track|\bbit ?mask|\bbitwise\b|\bxor\b|\btries?\b(?= (?:data|structure|node))|\bsegment tree|\bfenwick|\bmonotonic/,
  /\b(?:doubly|double|singly) linked\b|\blinked ?hash|\bdummy (?:node|head)\b|\bsentinel\b|\bin ?order (?:traversal|walk)\b/,
  /\b(?:use|using|with|build|keep|maintain|into|via|store\w*) (?:a|the|one) (?:\w+ )?map\b(?! (?:out|of the)\b)|\bmap (?:from|of|to) (?:each|every|value|number|char)/,
  /\b(?:use|using|into|maintain) (?:a|the) set\b(?! of (?:examples|cases|questions|ideas|tests|inputs)\b)|\bset of (?:seen|visited)\b/,
]

/** Said of a goal, the cost narrows the solution down to a few. */
export const cost: readonly RegExp[] = [
  /\b(?:linear|constant|logarithmic|quadratic|sublinear|linearithmic|amorti[sz]ed) (?:time|space|memory|runtime|complexity|extra|cost)/,
  /\b(?:big )?o (?:n|1|log|m|v|k|rows|amount)\b(?! (?:es|o)\b)|\bbig o of\b|\bn log n\b|\blog n\b|\bn squared\b/,
  /\b(?:one|single|1|two|2) pass(?:es)?\b|\bno extra (?:space|memory)\b|\bin place\b(?! of)|\bproportional to\b/,
]

export const abroad: readonly RegExp[] = [
  /\b(?:tablas?|tabela) (?:de )?(?:hash|dispersion)|\bdiccionario\b|\b(?:dos|tres|dois|tres) (?:punteros|ponteiros)|\bventana (?:deslizante|movil)|\bjanela deslizante/,
  /\b(?:una|la|uma|a) (?:pila|pilha)\b|\bdesapila|\bapila|\bmonticulo|\bcola de prioridad|\bfila de prioridade|\b(?:busqueda|busca) (?:binaria|en profundidad|en anchura|em profundidade|em largura)/,
  /\bprograma[cs](?:ion|ao) dinamica|\b(?:orden|ordenacao|ordenamiento) topologic|\brecursi|\blista doble|\bgrafo dirigido|\btiempo (?:lineal|constante)|\bproductos de prefijo|\bordena los\b/,
  /\btables? de hachage|\bdictionnaire\b|\b(?:deux|trois) pointeurs|\bfenetre glissante|\b(?:une|la) pile\b|\bempile|\bdepile|\btas (?:minimum|min|binaire)|\bfile de priorite/,
  /\brecherche (?:dichotomique|binaire)|\bprogrammation dynamique|\btri topologique|\bparcours en (?:profondeur|largeur)|\bliste doublement|\bgraphe oriente|\bproduits prefixes|\btrie les\b|\btemps (?:lineaire|constant)/,
  /\bhash ?tabelle|\b(?:zwei|drei) zeiger|\bgleitende\w* fenster|\b(?:einen|den|dem|ein) stapel|\bwarteschlange|\bbinare\w* suche|\bdynamische\w* programmierung|\b(?:tiefen|breiten)suche|\btopologisch|\brekursi/,
  /\bdoppelt verkettete|\bgerichteten? graph|\b(?:prafix|suffix)(?:produkt|summe)|\bsortiere\b|\b(?:lineare|konstante)\w* (?:zeit|laufzeit|speicher)/,
  /哈希|散列|字典|双指针|三个指针|滑动窗口|栈|最小堆|最大堆|堆顶|优先队列|队列|二分|动态规划|拓扑|深度优先|广度优先|递归|前缀|后缀|贪心|并查集|单调|回溯|双向链表|排序/,
  /хеш|хэш|двоичн|бинарныи поиск|динамическо|рекурс|скользящ|два указател|приоритет|топологическ|обход в (?:глубину|ширину)|стек/,
  /ハッシュ|スタック|キュー|ヒーフ|二分探索|動的計画|再帰|深さ優先|幅優先|हश|हैश|सटक/,
]

/** Long enough that they do not arise by chance when all other signs are dropped from a text. */
export const unbroken =
  /hashmap|hashtable|hashset|twopointer|threepointer|slidingwindow|binarysearch(?!tree)|dynamicprogram|topological|depthfirst|breadthfirst|floodfill|unionfind|priorityqueue|quickselect|doublylinked|prefixproduct|prefixsum|suffixproduct|memoization|fibonacci|tabulation|divideandconquer|monotonicstack|minheap|maxheap/

/** What the first letters of lines or sentences may spell; chance does not produce these in a row. */
export const spelled =
  /hashmap|hashset|hash|pointer|window|binarysearch|dynamic|topologic|depthfirst|breadthfirst|floodfill|unionfind|stack|queue|heap|sorting|recurs|prefix|suffix|fibonacci|tabulat|linkedlist|greedy|memo(?=i)|hsah|kcats/

/** A riddle whose answer is the solution. */
export const riddle: readonly RegExp[] = [
  /\brhymes? with\b|\brhyming\b|\bsounds? like the word\b|\banagram\b|\bacrostic\b|\b(?:starts|begins) with the letters?\b|\bspell(?:s|ed)? (?:out|backwards|the)\b/,
  /\bread (?:this|it|that) (?:backwards?|in reverse)\b|\bdecode\b|\bbase ?64\b|\brot ?13\b|\bfirst letters? of (?:each|every|the lines|my)\b/,
]
