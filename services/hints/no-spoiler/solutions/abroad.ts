/** The reference solutions in Spanish, French, German and Chinese. */
import type { Slug } from '../slug.ts'

export const spanish: Readonly<Record<Slug, string>> = {
  'two-sum':
    'Usa una tabla hash que guarde cada valor con su índice. Recorre la lista una sola vez y busca en la tabla el objetivo menos el número actual; si está, devuelve ambos índices.',
  'container-with-most-water':
    'Usa dos punteros, uno en cada extremo. Calcula el área y mueve siempre hacia dentro el puntero de la línea más corta hasta que se encuentren.',
  'valid-parentheses':
    'Usa una pila. Apila cada paréntesis que abre y, cuando llega uno que cierra, desapila el de arriba y comprueba que coincidan. Al final la pila debe quedar vacía.',
  'longest-substring-without-repeating-characters':
    'Usa una ventana deslizante con un conjunto de caracteres. Avanza el borde derecho y, si el carácter ya está dentro, mueve el borde izquierdo más allá de su aparición anterior.',
  'merge-intervals':
    'Ordena los intervalos por su inicio. Después compara cada uno con el último intervalo fusionado y, si se solapan, alarga su final hasta el máximo de los dos.',
  'number-of-islands':
    'Recorre la cuadrícula y desde cada tierra no visitada haz una búsqueda en profundidad que marque toda la isla como visitada. Cada búsqueda iniciada cuenta una isla.',
  'course-schedule':
    'Construye un grafo dirigido y haz un orden topológico. Pon en una cola los cursos con grado de entrada cero y resta uno a sus vecinos; si queda un ciclo, no es posible.',
  'climbing-stairs':
    'Usa programación dinámica: las formas de llegar al escalón n son la suma de las formas de los dos escalones anteriores, como en la sucesión de Fibonacci.',
  'coin-change':
    'Usa programación dinámica con una tabla para cada cantidad. Para cada cantidad prueba cada moneda y toma uno más el mínimo de la cantidad menos esa moneda.',
  'lru-cache':
    'Combina una tabla hash con una lista doblemente enlazada. Mueve al frente cada nodo usado y elimina el de la cola cuando se supere la capacidad.',
  'kth-largest-element-in-an-array':
    'Mantén un montículo mínimo de tamaño k. Inserta cada número en el montículo y extrae el menor cuando haya más de k; la raíz del montículo es la respuesta.',
  'search-in-rotated-sorted-array':
    'Usa una búsqueda binaria modificada. En cada paso una de las mitades está ordenada; si el objetivo cae dentro de su rango, quédate con esa mitad y descarta la otra.',
  'reverse-linked-list':
    'Recorre la lista con tres punteros: anterior, actual y siguiente. Guarda el siguiente nodo, haz que el actual apunte al anterior y avanza los dos punteros.',
  'validate-binary-search-tree':
    'Haz una recursión con un límite inferior y otro superior para cada nodo. También sirve un recorrido en orden que compruebe que los valores crecen estrictamente.',
  'trapping-rain-water':
    'Usa dos punteros desde los extremos y guarda el máximo izquierdo y el máximo derecho. El agua sobre cada barra es el menor de los dos máximos menos su altura.',
  'product-of-array-except-self':
    'Usa productos de prefijo y de sufijo. La primera pasada guarda el producto de todo lo que hay antes de cada posición y la segunda lo multiplica por el producto de lo que hay después.',
}

export const french: Readonly<Record<Slug, string>> = {
  'two-sum':
    'Utilise une table de hachage qui associe chaque valeur à son indice. Parcours la liste une seule fois et cherche dans la table la cible moins le nombre courant.',
  'container-with-most-water':
    'Utilise deux pointeurs, un à chaque extrémité. Calcule l’aire puis déplace toujours vers l’intérieur le pointeur de la ligne la plus courte.',
  'valid-parentheses':
    'Utilise une pile. Empile chaque parenthèse ouvrante et, pour une fermante, dépile le sommet et vérifie qu’elles correspondent. À la fin la pile doit être vide.',
  'longest-substring-without-repeating-characters':
    'Utilise une fenêtre glissante avec un ensemble de caractères. Avance le bord droit et, si le caractère est déjà dedans, déplace le bord gauche après sa dernière occurrence.',
  'merge-intervals':
    'Trie les intervalles par leur début. Compare ensuite chacun au dernier intervalle fusionné et, s’ils se chevauchent, prolonge sa fin jusqu’au maximum des deux.',
  'number-of-islands':
    'Parcours la grille et, depuis chaque terre non visitée, lance un parcours en profondeur qui marque toute l’île comme visitée. Chaque parcours lancé compte une île.',
  'course-schedule':
    'Construis un graphe orienté et fais un tri topologique. Mets dans une file les cours de degré entrant nul et retire un à leurs voisins; s’il reste un cycle, c’est impossible.',
  'climbing-stairs':
    'Utilise la programmation dynamique : le nombre de façons pour la marche n est la somme des deux marches précédentes, comme la suite de Fibonacci.',
  'coin-change':
    'Utilise la programmation dynamique avec un tableau pour chaque montant. Pour chaque montant essaie chaque pièce et prends un plus le minimum du montant moins cette pièce.',
  'lru-cache':
    'Combine une table de hachage et une liste doublement chaînée. Déplace en tête chaque nœud utilisé et supprime le dernier quand la capacité est dépassée.',
  'kth-largest-element-in-an-array':
    'Garde un tas minimum de taille k. Ajoute chaque nombre au tas et retire le plus petit dès qu’il y en a plus de k; la racine du tas est la réponse.',
  'search-in-rotated-sorted-array':
    'Utilise une recherche dichotomique modifiée. À chaque étape une des moitiés est triée; si la cible tombe dans son intervalle, garde cette moitié et jette l’autre.',
  'reverse-linked-list':
    'Parcours la liste avec trois pointeurs : précédent, courant et suivant. Sauve le nœud suivant, fais pointer le courant vers le précédent et avance les deux pointeurs.',
  'validate-binary-search-tree':
    'Fais une récursion avec une borne inférieure et une borne supérieure pour chaque nœud. Un parcours infixe dont les valeurs croissent strictement convient aussi.',
  'trapping-rain-water':
    'Utilise deux pointeurs depuis les extrémités et garde le maximum gauche et le maximum droit. L’eau au-dessus d’une barre est le plus petit des deux maximums moins sa hauteur.',
  'product-of-array-except-self':
    'Utilise les produits préfixes et suffixes. Un premier passage garde le produit de tout ce qui précède chaque position et un second le multiplie par le produit de ce qui suit.',
}

export const german: Readonly<Record<Slug, string>> = {
  'two-sum':
    'Nimm eine Hashtabelle, die jeden Wert mit seinem Index speichert. Geh einmal durch die Liste und schlage das Ziel minus die aktuelle Zahl in der Tabelle nach.',
  'container-with-most-water':
    'Nimm zwei Zeiger, einen an jedem Ende. Berechne die Fläche und bewege immer den Zeiger an der kürzeren Linie nach innen, bis sie sich treffen.',
  'valid-parentheses':
    'Nimm einen Stapel. Lege jede öffnende Klammer auf den Stapel und nimm bei einer schließenden die oberste herunter und prüfe, ob beide passen. Am Ende muss der Stapel leer sein.',
  'longest-substring-without-repeating-characters':
    'Nimm ein gleitendes Fenster mit einer Menge der Zeichen. Schiebe den rechten Rand weiter und, wenn das Zeichen schon darin ist, den linken Rand hinter sein voriges Vorkommen.',
  'merge-intervals':
    'Sortiere die Intervalle nach ihrem Anfang. Vergleiche dann jedes mit dem zuletzt verschmolzenen und verlängere bei Überlappung dessen Ende auf das Maximum der beiden.',
  'number-of-islands':
    'Geh durch das Gitter und starte von jedem unbesuchten Land eine Tiefensuche, die die ganze Insel als besucht markiert. Jede gestartete Suche zählt eine Insel.',
  'course-schedule':
    'Baue einen gerichteten Graphen und sortiere ihn topologisch. Stelle Kurse mit Eingangsgrad null in eine Warteschlange und verringere den Grad ihrer Nachbarn; bleibt ein Zyklus, geht es nicht.',
  'climbing-stairs':
    'Nimm dynamische Programmierung: Die Zahl der Wege zur Stufe n ist die Summe der Wege zu den beiden vorigen Stufen, wie bei der Fibonacci-Folge.',
  'coin-change':
    'Nimm dynamische Programmierung mit einer Tabelle für jeden Betrag. Probiere für jeden Betrag jede Münze und nimm eins plus das Minimum des Betrags minus dieser Münze.',
  'lru-cache':
    'Verbinde eine Hashtabelle mit einer doppelt verketteten Liste. Hänge jeden benutzten Knoten nach vorn und entferne den hintersten, wenn die Kapazität überschritten ist.',
  'kth-largest-element-in-an-array':
    'Halte einen Min-Heap der Größe k. Füge jede Zahl in den Heap ein und entferne die kleinste, sobald es mehr als k sind; die Wurzel des Heaps ist die Antwort.',
  'search-in-rotated-sorted-array':
    'Nimm eine abgewandelte binäre Suche. In jedem Schritt ist eine der Hälften sortiert; liegt das Ziel in deren Bereich, behalte diese Hälfte und verwirf die andere.',
  'reverse-linked-list':
    'Geh mit drei Zeigern durch die Liste: voriger, aktueller und nächster. Merke dir den nächsten Knoten, lass den aktuellen auf den vorigen zeigen und rücke beide Zeiger weiter.',
  'validate-binary-search-tree':
    'Geh rekursiv mit einer unteren und einer oberen Schranke für jeden Knoten vor. Auch ein Durchlauf in symmetrischer Reihenfolge mit streng steigenden Werten genügt.',
  'trapping-rain-water':
    'Nimm zwei Zeiger von beiden Enden und merke dir das linke Maximum und das rechte Maximum. Das Wasser über einem Balken ist das kleinere der beiden Maxima minus seine Höhe.',
  'product-of-array-except-self':
    'Nimm Präfixprodukte und Suffixprodukte. Ein erster Durchlauf speichert das Produkt aller Werte vor jeder Stelle, ein zweiter multipliziert es mit dem Produkt aller Werte danach.',
}

export const chinese: Readonly<Record<Slug, string>> = {
  'two-sum': '使用哈希表保存每个数值和它的下标。遍历数组一次，在哈希表中查找目标值减去当前数；如果存在，就返回两个下标。',
  'container-with-most-water': '使用双指针，分别从左右两端开始。计算面积后，总是把较短那条线的指针向内移动，直到两个指针相遇。',
  'valid-parentheses': '使用栈。遇到左括号就入栈，遇到右括号就弹出栈顶并检查是否匹配。最后栈必须为空。',
  'longest-substring-without-repeating-characters': '使用滑动窗口和集合。右边界不断向前，如果字符已经在窗口里，就把左边界移到它上次出现位置之后。',
  'merge-intervals': '先按起点对区间排序。然后依次和最后一个合并后的区间比较，如果重叠，就把终点延长为两者的最大值。',
  'number-of-islands': '遍历网格，从每块未访问的陆地开始深度优先搜索，把整个岛屿标记为已访问。每启动一次搜索就计一个岛屿。',
  'course-schedule': '建立有向图并做拓扑排序。把入度为零的课程放进队列，再把邻居的入度减一；如果剩下环，就无法完成。',
  'climbing-stairs': '使用动态规划：到第n级的方法数等于前两级方法数之和，也就是斐波那契数列，只需保存最后两个值。',
  'coin-change': '使用动态规划，为每个金额建立一张表。对每个金额尝试每种硬币，取金额减去该硬币的最小值再加一。',
  'lru-cache': '把哈希表和双向链表结合起来。每次使用就把节点移到链表头部，超过容量时删除链表尾部的节点。',
  'kth-largest-element-in-an-array': '维护一个大小为k的最小堆。把每个数放入堆中，超过k个就弹出最小的，堆顶就是答案。',
  'search-in-rotated-sorted-array': '使用改进的二分查找。每一步总有一半是有序的；如果目标在这一半的范围内，就保留它，丢弃另一半。',
  'reverse-linked-list': '用三个指针遍历链表：前一个、当前和下一个。先保存下一个节点，再让当前节点指向前一个，然后一起前进。',
  'validate-binary-search-tree': '用递归给每个节点传入下界和上界。也可以做中序遍历，检查数值是否严格递增。',
  'trapping-rain-water': '使用双指针从两端向中间移动，记录左边最大值和右边最大值。每个柱子上的水等于两个最大值中较小者减去它的高度。',
  'product-of-array-except-self': '使用前缀积和后缀积。第一次遍历保存每个位置之前所有数的乘积，第二次乘以它之后所有数的乘积。',
}
