/** The reference solutions in English: named, described without a name, and as pseudo-code. */
import type { Slug } from '../slug.ts'

export const prose: Readonly<Record<Slug, string>> = {
  'two-sum':
    'Use a hash map from each value to its index. While you go through the array once, look up target minus the current number in the hash map. If the complement is there, return both indices; otherwise store the current number with its index.',
  'container-with-most-water':
    'Use two pointers, one at the left end and one at the right end. Compute the area and always move the pointer at the shorter line inward, because moving the taller one can never help. Stop when the pointers meet; this takes linear time.',
  'valid-parentheses':
    'Use a stack. Push every opening bracket onto the stack, and for a closing bracket pop the top and check that it matches. The string is valid when the stack is empty at the end.',
  'longest-substring-without-repeating-characters':
    'Use a sliding window with a hash set of the characters inside it. Move the right edge forward, and whenever the new character is already in the set, move the left edge past its previous occurrence. The largest window seen is the answer in O(n) time.',
  'merge-intervals':
    'Sort the intervals by their start. Then go through them in order: if the current start is not after the end of the last merged interval, extend that end to the maximum of both; otherwise append the current interval. Sorting makes it O(n log n).',
  'number-of-islands':
    'Scan the grid, and for every unvisited land cell run a depth-first search that sinks the whole island by marking each connected land cell as visited. Every search you start counts one island. A breadth-first search with a queue or union-find works too.',
  'course-schedule':
    'Build a directed graph and do a topological sort. With Kahn’s algorithm, count the in-degree of each course, put the courses with in-degree zero in a queue, and lower the in-degree of their neighbours. If a cycle remains, the courses cannot all be finished.',
  'climbing-stairs':
    'Use dynamic programming: the number of ways to reach step n is the sum of the ways for step n minus 1 and step n minus 2. That is the Fibonacci sequence. Keep only the last two values, so it needs constant space.',
  'coin-change':
    'Use dynamic programming with a table for every amount from zero up. For each amount try every coin and take one plus the minimum of the table at the amount minus that coin. Bottom-up tabulation needs time proportional to the amount times the number of coins.',
  'lru-cache':
    'Combine a hash map with a doubly linked list. The hash map finds the node of a key in O(1), and the doubly linked list keeps the nodes in order of use, so you move a used node to the front. When the capacity is exceeded, remove the tail of the list.',
  'kth-largest-element-in-an-array':
    'Keep a min-heap of size k. Push each number into the heap and pop the smallest whenever the heap grows beyond k, so that the root of the heap is the answer. Quickselect, which partitions around a pivot, does it in linear time on average.',
  'search-in-rotated-sorted-array':
    'Use a modified binary search. At each step one half around the middle is sorted: compare the middle with the left end to find out which, and keep that half only if the target lies within its range. This takes logarithmic time.',
  'reverse-linked-list':
    'Walk along the list with three pointers: previous, current and next. Save current.next, point current.next back at previous, then advance both pointers. When current is null, previous is the new head.',
  'validate-binary-search-tree':
    'Recurse with a lower and an upper bound for each node. A left child narrows the upper bound to the value of its parent and a right child narrows the lower bound. Alternatively do an in-order traversal and check that the values strictly increase.',
  'trapping-rain-water':
    'Use two pointers from both ends and keep the left maximum and the right maximum. The water above a bar is the smaller of both maxima minus its height. Move the pointer on the side with the lower maximum and add the difference; this uses constant space.',
  'product-of-array-except-self':
    'Use prefix products and suffix products. A first pass from the left stores the product of everything before each index, and a second pass from the right multiplies it by the running product of everything after it. That takes linear time and no division.',
}

export const synonyms: Readonly<Record<Slug, string>> = {
  'two-sum':
    'Remember every number you have already met together with where it stood. For each new number, subtract it from the target and check whether that difference is among the ones you remembered.',
  'container-with-most-water':
    'Start with the outermost two lines, one on each side. Again and again give up the shorter of the two and step inward from that side, keeping the best amount you have seen until both sides meet.',
  'valid-parentheses':
    'Keep a pile of the openers that still wait. When a closer comes, take the most recent opener off the top and see whether they belong together. Nothing may be left waiting when the text ends.',
  'longest-substring-without-repeating-characters':
    'Keep a stretch with a front edge and a back edge. Push the front edge on letter by letter, and as soon as a letter shows up twice inside, pull the back edge up to just after its earlier place.',
  'merge-intervals':
    'Line the ranges up by where they begin. Then compare each one only with the last range you kept: if it begins before that one finishes, stretch the finish to the later of the two, else begin a new range.',
  'number-of-islands':
    'Whenever you meet a piece of land you have not marked, add one to the count and spread out from it to all its neighbours, marking everything you can reach so that it is never counted again.',
  'course-schedule':
    'Take any course that waits for nothing, cross it off, and take away what waited for it. Repeat with courses that wait for nothing now. If some are left that wait for each other in a ring, it is impossible.',
  'climbing-stairs':
    'The last move came from one step below or from two steps below, so add up the counts of the previous two steps. Begin with the first two stairs and work upward, remembering just the last two totals.',
  'coin-change':
    'Work out the fewest coins for every smaller amount first and write them down. For the next amount, try each coin last and add one to the best written down for what remains.',
  'lru-cache':
    'Keep an index that jumps straight from a key to its entry, and thread the entries on a chain in the order they were used. With each use unhook the entry and put it at the front; throw out the one at the back of the chain when there is no room.',
  'kth-largest-element-in-an-array':
    'Hold on to only the k biggest numbers seen so far, always knowing the smallest of them. When a new number beats that smallest one, swap them. In the end the smallest of those you kept is the answer.',
  'search-in-rotated-sorted-array':
    'Look at the element in the middle. One of the halves beside it must still be in rising order; if the target fits between the ends of that half, throw the other half away, otherwise throw away this one, and repeat.',
  'reverse-linked-list':
    'Go from node to node, and before you move on, remember the one that follows and turn the arrow of this node around to the one you came from. The last node you reach becomes the new head.',
  'validate-binary-search-tree':
    'Hand every node a smallest and a largest value that it may have. Going left, the largest allowed becomes the value of the parent; going right, the smallest allowed does. Any node outside its limits makes it false.',
  'trapping-rain-water':
    'Above each bar the water rises to the lower of the tallest bar on its left and the tallest bar on its right. Subtract the height of the bar itself and add up what is left over all bars.',
  'product-of-array-except-self':
    'For every place, multiply together all that comes before it, and separately all that comes after it. The answer for the place is those two running results multiplied with each other.',
}

export const pseudo: Readonly<Record<Slug, string>> = {
  'two-sum':
    'seen <- empty map\nfor i from 0 to n - 1\n  need <- target - nums[i]\n  if need in seen then return seen[need], i\n  seen[nums[i]] <- i',
  'container-with-most-water':
    'l <- 0, r <- n - 1, best <- 0\nwhile l < r\n  best <- max(best, (r - l) * min(h[l], h[r]))\n  if h[l] < h[r] then l <- l + 1 else r <- r - 1\nreturn best',
  'valid-parentheses':
    'stack <- empty\nfor each c in s\n  if c is an opener then push c\n  else if stack is empty or pop() does not match c then return false\nreturn stack is empty',
  'longest-substring-without-repeating-characters':
    'left <- 0, best <- 0, last <- empty map\nfor right from 0 to n - 1\n  if last[s[right]] >= left then left <- last[s[right]] + 1\n  last[s[right]] <- right\n  best <- max(best, right - left + 1)\nreturn best',
  'merge-intervals':
    'sort intervals by start\nout <- [first]\nfor each (a, b) in the rest\n  if a <= out.last.end then out.last.end <- max(out.last.end, b)\n  else append (a, b) to out\nreturn out',
  'number-of-islands':
    'count <- 0\nfor each cell (r, c)\n  if grid[r][c] = 1 then count <- count + 1 and sink(r, c)\nsink(r, c): if land then set grid[r][c] <- 0 and sink all four neighbours\nreturn count',
  'course-schedule':
    'for each pair (a, b): degree[a] <- degree[a] + 1\nqueue <- all courses with degree 0\nwhile queue is not empty\n  take b, done <- done + 1\n  for each a after b: degree[a] <- degree[a] - 1, if 0 then enqueue a\nreturn done = n',
  'climbing-stairs': 'a <- 1, b <- 1\nrepeat n - 1 times\n  a, b <- b, a + b\nreturn b',
  'coin-change':
    'dp[0] <- 0, dp[1..amount] <- infinity\nfor x from 1 to amount\n  for each coin c with c <= x\n    dp[x] <- min(dp[x], dp[x - c] + 1)\nreturn dp[amount]',
  'lru-cache':
    'get(key): if key not in map then return -1; move map[key] to front; return its value\nput(key, value): if key in map then unlink map[key]\n  map[key] <- new node at front\n  if size > capacity then delete map[tail.key] and unlink tail',
  'kth-largest-element-in-an-array':
    'heap <- empty min-heap\nfor each x in nums\n  push x on heap\n  if size(heap) > k then pop heap\nreturn top(heap)',
  'search-in-rotated-sorted-array':
    'lo <- 0, hi <- n - 1\nwhile lo <= hi\n  mid <- (lo + hi) / 2\n  if a[mid] = target then return mid\n  if a[lo] <= a[mid] then if a[lo] <= target < a[mid] then hi <- mid - 1 else lo <- mid + 1\n  else if a[mid] < target <= a[hi] then lo <- mid + 1 else hi <- mid - 1\nreturn -1',
  'reverse-linked-list':
    'prev <- null, cur <- head\nwhile cur is not null\n  next <- cur.next\n  cur.next <- prev\n  prev <- cur, cur <- next\nreturn prev',
  'validate-binary-search-tree':
    'check(node, low, high)\n  if node is null then return true\n  if node.val <= low or node.val >= high then return false\n  return check(node.left, low, node.val) and check(node.right, node.val, high)',
  'trapping-rain-water':
    'l <- 0, r <- n - 1, lmax <- 0, rmax <- 0, sum <- 0\nwhile l < r\n  lmax <- max(lmax, h[l]), rmax <- max(rmax, h[r])\n  if lmax < rmax then sum <- sum + lmax - h[l], l <- l + 1\n  else sum <- sum + rmax - h[r], r <- r - 1\nreturn sum',
  'product-of-array-except-self':
    'p <- 1\nfor i from 0 to n - 1: out[i] <- p, p <- p * nums[i]\np <- 1\nfor i from n - 1 down to 0: out[i] <- out[i] * p, p <- p * nums[i]\nreturn out',
}
