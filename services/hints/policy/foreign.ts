/** Names of the same ideas in other languages: a hint written in one of them gives as much away. */

/** Substrings of lower-case text as it was written, before letters that look alike are folded. */
export const foreignScripts: readonly string[] =
  phrases(`哈希 | 散列 | 字典 | 映射 | 双指针 | 雙指針 | 滑动窗口 | 滑動窗口 | 二分 | 动态规划 | 動態規劃 | 记忆化 | 栈 | 堆疊 | 队列 | 佇列 | 堆 | 贪心 | 回溯 | 递归 | 遞迴 | 排序 | 前缀和 | 并查集 |
  拓扑 | 广度优先 | 深度优先 | 链表 | 异或 | 时间复杂度 | 复杂度 | 集合 | ハッシュ | 辞書 | 連想配列 | 二分探索 | 動的計画法 | メモ化 | スタック | キュー | ヒープ | 貪欲 | バックトラック | 再帰 | ソート |
  累積和 | 幅優先 | 深さ優先 | ポインタ | 計算量 | 해시 | 딕셔너리 | 투 포인터 | 슬라이딩 윈도우 | 이진 탐색 | 동적 계획 | 메모이제이션 | 스택 | 힙 | 그리디 | 백트래킹 | 재귀 | 정렬 | 누적 합 |
  너비 우선 | 깊이 우선 | 복잡도 | хеш | хэш | словар | указател | скользящ | бинарн | двоичн | динамическ | мемоизац | стек | очеред | куч |
  жадн | рекурс | сортир | префикс | в ширину | в глубину | сложност | множеств | таблиц | हैश | शब्दकोश | डिक्शनरी | स्टैक | बाइनरी |
  पुनरावृत्ति | डायनेमिक | क्रमबद्ध | قاموس | تجزئة | مؤشر | مكدس | البحث الثنائي | البرمجة الديناميكية | تكرار | ترتيب | מילון |
  גיבוב | מחסנית | חיפוש בינארי | רקורסיה | מיון | κατακερματισμ | λεξικό | στοίβα | δυναμικός προγραμματισμός | αναδρομ`)

/** Phrases over folded Latin text. */
export const foreignPhrases: readonly string[] =
  phrases(`tabla hash | diccionario | mapa hash | dos punteros | punteros | ventana deslizante | busqueda binaria | programacion dinamica |
  pila | montículo | monticulo | voraz | recursion | recursiva | recursivo | ordenar | ordenamiento | en anchura | en profundidad |
  tiempo lineal | tabela hash | dicionario | dois ponteiros | ponteiros | janela deslizante | busca binaria | programacao dinamica |
  pilha | fila | recursao | guloso | em largura | em profundidade | tempo linear | table de hachage | hachage | dictionnaire |
  deux pointeurs | pointeurs | fenetre glissante | recherche binaire | dichotomie | dichotomique | programmation dynamique | glouton |
  recursivite | trier | parcours en largeur | parcours en profondeur | temps lineaire | memoisation | hashtabelle | streutabelle |
  worterbuch | woerterbuch | zwei zeiger | zeiger | gleitendes fenster | schiebefenster | binare suche | binaere suche | binarsuche |
  dynamische programmierung | stapel | kellerspeicher | warteschlange | gierig | rekursion | rekursiv | sortieren | sortiere |
  breitensuche | tiefensuche | lineare laufzeit | halde | woordenboek | twee wijzers | schuivend venster | tabella hash | dizionario |
  due puntatori | finestra scorrevole | ricerca binaria | programmazione dinamica | ricorsione | ordinare | tablica mieszajaca |
  slownik | dwa wskazniki | okno przesuwne | wyszukiwanie binarne | programowanie dynamiczne | stos | rekurencja | sozluk |
  iki isaretci | ikili arama | dinamik programlama | yigin | kamus | dua penunjuk | pencarian biner | pemrograman dinamis | tumpukan`)

/** Very common words of those languages that English does not have: enough of them and a sentence is not English. */
export const foreignFunctionWords: ReadonlySet<string> = new Set(
  `el los las una unos de del que por para con cada como mas pero si ya esta este es son se lo su al cuando hasta entre numero valor lista
   o os um uma uns umas da das dos em no na nos nas nao e ao voce cada quando ate numero
   le les des une et est dans pour avec chaque vous nous qui sur pas plus ce cette au aux du si deja nombre tableau
   der die das den dem ein eine einen einem einer und ist nicht mit fur von zu auf im jede jeden jedes wenn schon wird sich bereits zahl speichere prufe
   il gli lo di che per ogni non e sono nel della dei gia con
   het een en van niet voor met elke als
   na w z i jest nie dla kazdy ktory
   ve bir icin her ile
   yang dan untuk setiap dengan tidak`.split(/\s+/),
)

/** Of those, the ones that English writes too. */
export const sharedWords: ReadonlySet<string> = new Set([
  'a',
  'as',
  'e',
  'en',
  'i',
  'in',
  'is',
  'no',
  'o',
  'on',
  'or',
  'se',
  'so',
  'die',
  'den',
  'das',
  'plus',
  'per',
  'as',
  'dos',
  'con',
  'pour',
  'she',
  'he',
  'me',
  'her',
  'met',
  'van',
  'elk',
  'des',
  'list',
  'note',
  'w',
  'z',
  'na',
  'as',
  'son',
  'war',
])

function phrases(list: string): readonly string[] {
  return list.split('|').map((entry) => entry.trim())
}
