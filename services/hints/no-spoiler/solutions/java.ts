/** The reference solutions in Java. */
import type { Slug } from '../slug.ts'

export const java: Readonly<Record<Slug, string>> = {
  'two-sum': `int[] twoSum(int[] nums, int target) {
  Map<Integer, Integer> seen = new HashMap<>();
  for (int i = 0; i < nums.length; i++) {
    Integer j = seen.get(target - nums[i]);
    if (j != null) return new int[] {j, i};
    seen.put(nums[i], i);
  }
  return new int[0];
}`,
  'container-with-most-water': `int maxArea(int[] h) {
  int l = 0, r = h.length - 1, best = 0;
  while (l < r) {
    best = Math.max(best, (r - l) * Math.min(h[l], h[r]));
    if (h[l] < h[r]) l++; else r--;
  }
  return best;
}`,
  'valid-parentheses': `boolean isValid(String s) {
  Deque<Character> stack = new ArrayDeque<>();
  for (char c : s.toCharArray()) {
    if (c == '(') stack.push(')');
    else if (c == '[') stack.push(']');
    else if (c == '{') stack.push('}');
    else if (stack.isEmpty() || stack.pop() != c) return false;
  }
  return stack.isEmpty();
}`,
  'longest-substring-without-repeating-characters': `int longest(String s) {
  int[] last = new int[128];
  int left = 0, best = 0;
  for (int right = 0; right < s.length(); right++) {
    left = Math.max(left, last[s.charAt(right)]);
    last[s.charAt(right)] = right + 1;
    best = Math.max(best, right - left + 1);
  }
  return best;
}`,
  'merge-intervals': `int[][] merge(int[][] intervals) {
  Arrays.sort(intervals, (a, b) -> a[0] - b[0]);
  LinkedList<int[]> out = new LinkedList<>();
  for (int[] x : intervals) {
    if (out.isEmpty() || out.getLast()[1] < x[0]) out.add(x);
    else out.getLast()[1] = Math.max(out.getLast()[1], x[1]);
  }
  return out.toArray(new int[0][]);
}`,
  'number-of-islands': `void sink(char[][] g, int r, int c) {
  if (r < 0 || c < 0 || r == g.length || c == g[0].length || g[r][c] != '1') return;
  g[r][c] = '0';
  sink(g, r + 1, c); sink(g, r - 1, c); sink(g, r, c + 1); sink(g, r, c - 1);
}`,
  'course-schedule': `boolean canFinish(int n, int[][] pairs) {
  int[] degree = new int[n];
  for (int[] p : pairs) degree[p[0]]++;
  Queue<Integer> queue = new ArrayDeque<>();
  for (int i = 0; i < n; i++) if (degree[i] == 0) queue.add(i);
  int done = 0;
  while (!queue.isEmpty()) {
    int b = queue.poll(); done++;
    for (int[] p : pairs) if (p[1] == b && --degree[p[0]] == 0) queue.add(p[0]);
  }
  return done == n;
}`,
  'climbing-stairs': `int climbStairs(int n) {
  int a = 1, b = 1;
  for (int i = 1; i < n; i++) { int t = a + b; a = b; b = t; }
  return b;
}`,
  'coin-change': `int coinChange(int[] coins, int amount) {
  int[] dp = new int[amount + 1];
  Arrays.fill(dp, amount + 1);
  dp[0] = 0;
  for (int x = 1; x <= amount; x++)
    for (int c : coins) if (c <= x) dp[x] = Math.min(dp[x], dp[x - c] + 1);
  return dp[amount] > amount ? -1 : dp[amount];
}`,
  'lru-cache': `class LRUCache extends LinkedHashMap<Integer, Integer> {
  private final int capacity;
  LRUCache(int capacity) { super(capacity, 0.75f, true); this.capacity = capacity; }
  public int get(int key) { return super.getOrDefault(key, -1); }
  protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) { return size() > capacity; }
}`,
  'kth-largest-element-in-an-array': `int findKthLargest(int[] nums, int k) {
  PriorityQueue<Integer> heap = new PriorityQueue<>();
  for (int n : nums) {
    heap.offer(n);
    if (heap.size() > k) heap.poll();
  }
  return heap.peek();
}`,
  'search-in-rotated-sorted-array': `int search(int[] a, int target) {
  int lo = 0, hi = a.length - 1;
  while (lo <= hi) {
    int mid = (lo + hi) >>> 1;
    if (a[mid] == target) return mid;
    boolean left = a[lo] <= a[mid];
    if (left ? a[lo] <= target && target < a[mid] : !(a[mid] < target && target <= a[hi])) hi = mid - 1;
    else lo = mid + 1;
  }
  return -1;
}`,
  'reverse-linked-list': `ListNode reverseList(ListNode head) {
  ListNode prev = null;
  while (head != null) {
    ListNode next = head.next;
    head.next = prev;
    prev = head;
    head = next;
  }
  return prev;
}`,
  'validate-binary-search-tree': `boolean check(TreeNode n, Long low, Long high) {
  if (n == null) return true;
  if (n.val <= low || n.val >= high) return false;
  return check(n.left, low, (long) n.val) && check(n.right, (long) n.val, high);
}`,
  'trapping-rain-water': `int trap(int[] h) {
  int l = 0, r = h.length - 1, lmax = 0, rmax = 0, sum = 0;
  while (l < r) {
    lmax = Math.max(lmax, h[l]); rmax = Math.max(rmax, h[r]);
    sum += lmax < rmax ? lmax - h[l++] : rmax - h[r--];
  }
  return sum;
}`,
  'product-of-array-except-self': `int[] productExceptSelf(int[] nums) {
  int[] out = new int[nums.length];
  int p = 1;
  for (int i = 0; i < nums.length; i++) { out[i] = p; p *= nums[i]; }
  p = 1;
  for (int i = nums.length - 1; i >= 0; i--) { out[i] *= p; p *= nums[i]; }
  return out;
}`,
}
