/** The reference solutions in Python. */
import type { Slug } from '../slug.ts'

export const python: Readonly<Record<Slug, string>> = {
  'two-sum': `def two_sum(nums, target):
    seen = {}
    for i, n in enumerate(nums):
        if target - n in seen:
            return [seen[target - n], i]
        seen[n] = i`,
  'container-with-most-water': `def max_area(height):
    l, r, best = 0, len(height) - 1, 0
    while l < r:
        best = max(best, (r - l) * min(height[l], height[r]))
        if height[l] < height[r]: l += 1
        else: r -= 1
    return best`,
  'valid-parentheses': `def is_valid(s):
    stack, pairs = [], {')': '(', ']': '[', '}': '{'}
    for c in s:
        if c not in pairs: stack.append(c)
        elif not stack or stack.pop() != pairs[c]: return False
    return not stack`,
  'longest-substring-without-repeating-characters': `def longest(s):
    last, left, best = {}, 0, 0
    for right, c in enumerate(s):
        left = max(left, last.get(c, -1) + 1)
        last[c] = right
        best = max(best, right - left + 1)
    return best`,
  'merge-intervals': `def merge(intervals):
    out = []
    for start, end in sorted(intervals):
        if out and start <= out[-1][1]: out[-1][1] = max(out[-1][1], end)
        else: out.append([start, end])
    return out`,
  'number-of-islands': `def num_islands(grid):
    def sink(r, c):
        if 0 <= r < len(grid) and 0 <= c < len(grid[0]) and grid[r][c] == '1':
            grid[r][c] = '0'
            for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)): sink(r + a, c + b)
            return 1
        return 0
    return sum(sink(r, c) for r in range(len(grid)) for c in range(len(grid[0])))`,
  'course-schedule': `def can_finish(n, prerequisites):
    after, degree = [[] for _ in range(n)], [0] * n
    for a, b in prerequisites:
        after[b].append(a); degree[a] += 1
    queue = [c for c in range(n) if degree[c] == 0]
    for b in queue:
        for a in after[b]:
            degree[a] -= 1
            if degree[a] == 0: queue.append(a)
    return len(queue) == n`,
  'climbing-stairs': `def climb_stairs(n):
    a, b = 1, 1
    for _ in range(n - 1):
        a, b = b, a + b
    return b`,
  'coin-change': `def coin_change(coins, amount):
    dp = [0] + [float('inf')] * amount
    for x in range(1, amount + 1):
        dp[x] = min((dp[x - c] + 1 for c in coins if c <= x), default=float('inf'))
    return dp[amount] if dp[amount] < float('inf') else -1`,
  'lru-cache': `class LRUCache(OrderedDict):
    def get(self, key):
        if key not in self: return -1
        self.move_to_end(key)
        return self[key]
    def put(self, key, value):
        self[key] = value
        self.move_to_end(key)
        if len(self) > self.capacity: self.popitem(last=False)`,
  'kth-largest-element-in-an-array': `def find_kth_largest(nums, k):
    heap = []
    for n in nums:
        heapq.heappush(heap, n)
        if len(heap) > k: heapq.heappop(heap)
    return heap[0]`,
  'search-in-rotated-sorted-array': `def search(nums, target):
    lo, hi = 0, len(nums) - 1
    while lo <= hi:
        mid = (lo + hi) // 2
        if nums[mid] == target: return mid
        if nums[lo] <= nums[mid]:
            if nums[lo] <= target < nums[mid]: hi = mid - 1
            else: lo = mid + 1
        elif nums[mid] < target <= nums[hi]: lo = mid + 1
        else: hi = mid - 1
    return -1`,
  'reverse-linked-list': `def reverse_list(head):
    prev, cur = None, head
    while cur:
        cur.next, prev, cur = prev, cur, cur.next
    return prev`,
  'validate-binary-search-tree': `def is_valid_bst(node, low=float('-inf'), high=float('inf')):
    if not node: return True
    if not low < node.val < high: return False
    return is_valid_bst(node.left, low, node.val) and is_valid_bst(node.right, node.val, high)`,
  'trapping-rain-water': `def trap(height):
    l, r, lmax, rmax, total = 0, len(height) - 1, 0, 0, 0
    while l < r:
        lmax, rmax = max(lmax, height[l]), max(rmax, height[r])
        if lmax < rmax: total += lmax - height[l]; l += 1
        else: total += rmax - height[r]; r -= 1
    return total`,
  'product-of-array-except-self': `def product_except_self(nums):
    out, p = [], 1
    for n in nums:
        out.append(p); p *= n
    p = 1
    for i in range(len(nums) - 1, -1, -1):
        out[i] *= p; p *= nums[i]
    return out`,
}
