/** The reference solutions in JavaScript. */
import type { Slug } from '../slug.ts'

export const javascript: Readonly<Record<Slug, string>> = {
  'two-sum': `const twoSum = (nums, target) => {
  const seen = new Map()
  for (const [i, n] of nums.entries()) {
    if (seen.has(target - n)) return [seen.get(target - n), i]
    seen.set(n, i)
  }
}`,
  'container-with-most-water': `const maxArea = (h) => {
  let l = 0, r = h.length - 1, best = 0
  while (l < r) {
    best = Math.max(best, (r - l) * Math.min(h[l], h[r]))
    h[l] < h[r] ? l++ : r--
  }
  return best
}`,
  'valid-parentheses': `const isValid = (s) => {
  const stack = [], pairs = { ')': '(', ']': '[', '}': '{' }
  for (const c of s) {
    if (!(c in pairs)) stack.push(c)
    else if (stack.pop() !== pairs[c]) return false
  }
  return stack.length === 0
}`,
  'longest-substring-without-repeating-characters': `const longest = (s) => {
  const last = new Map()
  let left = 0, best = 0
  for (let right = 0; right < s.length; right++) {
    left = Math.max(left, (last.get(s[right]) ?? -1) + 1)
    last.set(s[right], right)
    best = Math.max(best, right - left + 1)
  }
  return best
}`,
  'merge-intervals': `const merge = (intervals) => {
  intervals.sort((a, b) => a[0] - b[0])
  const out = [intervals[0]]
  for (const [a, b] of intervals.slice(1)) {
    const last = out.at(-1)
    if (a <= last[1]) last[1] = Math.max(last[1], b)
    else out.push([a, b])
  }
  return out
}`,
  'number-of-islands': `const numIslands = (grid) => {
  const sink = (r, c) => {
    if (grid[r]?.[c] !== '1') return 0
    grid[r][c] = '0'
    sink(r + 1, c); sink(r - 1, c); sink(r, c + 1); sink(r, c - 1)
    return 1
  }
  return grid.reduce((n, row, r) => n + row.reduce((m, _, c) => m + sink(r, c), 0), 0)
}`,
  'course-schedule': `const canFinish = (n, pairs) => {
  const degree = Array(n).fill(0)
  for (const [a] of pairs) degree[a]++
  const queue = [...degree.keys()].filter((c) => degree[c] === 0)
  for (const b of queue)
    for (const [a, c] of pairs) if (c === b && --degree[a] === 0) queue.push(a)
  return queue.length === n
}`,
  'climbing-stairs': `const climbStairs = (n) => {
  let [a, b] = [1, 1]
  for (let i = 1; i < n; i++) [a, b] = [b, a + b]
  return b
}`,
  'coin-change': `const coinChange = (coins, amount) => {
  const dp = Array(amount + 1).fill(Infinity)
  dp[0] = 0
  for (let x = 1; x <= amount; x++)
    for (const c of coins) if (c <= x) dp[x] = Math.min(dp[x], dp[x - c] + 1)
  return dp[amount] === Infinity ? -1 : dp[amount]
}`,
  'lru-cache': `get(key) {
  if (!this.map.has(key)) return -1
  const value = this.map.get(key)
  this.map.delete(key)
  this.map.set(key, value)
  return value
}
put(key, value) {
  this.map.delete(key)
  this.map.set(key, value)
  if (this.map.size > this.capacity) this.map.delete(this.map.keys().next().value)
}`,
  'kth-largest-element-in-an-array': `const findKthLargest = (nums, k) => {
  const heap = new MinHeap()
  for (const n of nums) {
    heap.push(n)
    if (heap.size > k) heap.pop()
  }
  return heap.top()
}`,
  'search-in-rotated-sorted-array': `const search = (a, target) => {
  let lo = 0, hi = a.length - 1
  while (lo <= hi) {
    const mid = (lo + hi) >> 1
    if (a[mid] === target) return mid
    const inLeft = a[lo] <= target && target < a[mid], inRight = a[mid] < target && target <= a[hi]
    if (a[lo] <= a[mid] ? inLeft : !inRight) hi = mid - 1
    else lo = mid + 1
  }
  return -1
}`,
  'reverse-linked-list': `const reverseList = (head) => {
  let prev = null
  while (head !== null) {
    const next = head.next
    head.next = prev
    prev = head
    head = next
  }
  return prev
}`,
  'validate-binary-search-tree': `const isValid = (node, low = -Infinity, high = Infinity) => {
  if (node === null) return true
  if (node.val <= low || node.val >= high) return false
  return isValid(node.left, low, node.val) && isValid(node.right, node.val, high)
}`,
  'trapping-rain-water': `const trap = (h) => {
  let l = 0, r = h.length - 1, lmax = 0, rmax = 0, sum = 0
  while (l < r) {
    lmax = Math.max(lmax, h[l])
    rmax = Math.max(rmax, h[r])
    sum += lmax < rmax ? lmax - h[l++] : rmax - h[r--]
  }
  return sum
}`,
  'product-of-array-except-self': `const productExceptSelf = (nums) => {
  const out = []
  let p = 1
  for (let i = 0; i < nums.length; i++) { out[i] = p; p *= nums[i] }
  p = 1
  for (let i = nums.length - 1; i >= 0; i--) { out[i] *= p; p *= nums[i] }
  return out
}`,
}
