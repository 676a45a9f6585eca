/** Problems on trees, tries, heaps and graphs: title; difficulty and minutes; patterns; slug where the title does not give it. */
export const treesAndGraphs = {
  trees: `
Invert Binary Tree; E15; depth first
Maximum Depth of Binary Tree; E15; depth first
Same Tree; E15; depth first
Symmetric Tree; E20; depth first
Diameter of Binary Tree; E25; depth first
Balanced Binary Tree; E25; depth first
Subtree of Another Tree; E25; depth first
Path Sum; E15; depth first
Binary Tree Inorder Traversal; E15; traversal
Leaf-Similar Trees; E20; traversal
Search in a Binary Search Tree; E15; search tree
Range Sum of BST; E20; search tree
Merge Two Binary Trees; E20; depth first
Convert Sorted Array to Binary Search Tree; E25; divide and conquer
Minimum Depth of Binary Tree; E20; breadth first
Average of Levels in Binary Tree; E20; breadth first
Binary Tree Level Order Traversal; M25; breadth first
Binary Tree Zigzag Level Order Traversal; M30; breadth first
Binary Tree Right Side View; M25; breadth first
Maximum Level Sum of a Binary Tree; M25; breadth first
Count Good Nodes in Binary Tree; M25; depth first
Path Sum II; M30; depth first, backtracking
Path Sum III; M40; prefix sum, depth first
Lowest Common Ancestor of a Binary Search Tree; M25; search tree
Lowest Common Ancestor of a Binary Tree; M35; depth first
Validate Binary Search Tree; M30; search tree
Kth Smallest Element in a BST; M30; search tree, traversal
Delete Node in a BST; M40; search tree
Binary Search Tree Iterator; M35; traversal, stack
Construct Binary Tree from Preorder and Inorder Traversal; M40; divide and conquer
Flatten Binary Tree to Linked List; M35; traversal
Populating Next Right Pointers in Each Node; M30; breadth first
Longest ZigZag Path in a Binary Tree; M35; depth first
All Nodes Distance K in Binary Tree; M40; breadth first, graph from tree
House Robber III; M40; depth first, tree states
Sum Root to Leaf Numbers; M25; depth first
Binary Tree Maximum Path Sum; H50; depth first
Serialize and Deserialize Binary Tree; H50; traversal, serialisation
Binary Tree Cameras; H55; depth first, greedy
Vertical Order Traversal of a Binary Tree; H45; traversal, sorting`,
  tries: `
Implement Trie (Prefix Tree); M35; trie; implement-trie-prefix-tree
Search Suggestions System; M35; trie, binary search
Replace Words; M30; trie
Longest Word in Dictionary; M30; trie
Map Sum Pairs; M30; trie
Maximum XOR of Two Numbers in an Array; M45; trie, bits
Word Search II; H60; trie, backtracking
Palindrome Pairs; H60; trie, hash map
Stream of Characters; H50; trie`,
  heap: `
Last Stone Weight; E20; heap
Kth Largest Element in a Stream; E20; heap
Relative Ranks; E15; heap, sorting
K Closest Points to Origin; M25; heap, quickselect
Task Scheduler; M40; heap, greedy
Top K Frequent Words; M30; heap, counting
Reorganize String; M35; heap, greedy
Smallest Number in Infinite Set; M25; heap
Total Cost to Hire K Workers; M40; two heaps
Maximum Subsequence Score; M45; heap, sorting
Find K Pairs with Smallest Sums; M40; heap
Ugly Number II; M35; heap, merging
Single-Threaded CPU; M40; heap, sorting
Find Median from Data Stream; H50; two heaps
IPO; H45; two heaps, greedy
Smallest Range Covering Elements from K Lists; H55; heap, merging
Sliding Window Median; H60; two heaps, fixed window
Minimum Cost to Hire K Workers; H55; heap, greedy`,
  graphs: `
Flood Fill; E20; grid search
Find if Path Exists in Graph; E20; graph search
Find the Town Judge; E20; degrees
Island Perimeter; E20; grid search
Number of Islands; M30; grid search
Max Area of Island; M30; grid search
Clone Graph; M35; graph search, hash map
Rotting Oranges; M30; layers from many sources
01 Matrix; M35; layers from many sources
Walls and Gates; M30; layers from many sources
Pacific Atlantic Water Flow; M40; grid search
Surrounded Regions; M35; grid search
Course Schedule; M35; topological order
Course Schedule II; M35; topological order
Keys and Rooms; M25; graph search
Number of Provinces; M30; union find
Number of Connected Components in an Undirected Graph; M30; union find
Graph Valid Tree; M30; union find
Redundant Connection; M35; union find
Accounts Merge; M45; union find, hash map
Is Graph Bipartite?; M35; two colours; is-graph-bipartite
Evaluate Division; M40; weighted graph
Reorder Routes to Make All Paths Lead to the City Zero; M35; graph search
Nearest Exit from Entrance in Maze; M30; layers
Shortest Path in Binary Matrix; M30; layers
Open the Lock; M40; layers, states
Minimum Genetic Mutation; M35; layers, states
Snakes and Ladders; M40; layers
Find Eventual Safe States; M40; topological order
All Paths From Source to Target; M30; backtracking
Minimum Height Trees; M45; topological order
Word Ladder; H55; layers, states
Making A Large Island; H50; union find, grid search
Bus Routes; H50; layers
Sliding Puzzle; H50; layers, states`,
  'advanced-graphs': `
Network Delay Time; M40; shortest path
Cheapest Flights Within K Stops; M45; shortest path
Path with Maximum Probability; M40; shortest path
Path With Minimum Effort; M45; shortest path, search on answer
Min Cost to Connect All Points; M45; spanning tree
Find the City With the Smallest Number of Neighbors at a Threshold Distance; M40; all pairs
Number of Ways to Arrive at Destination; M45; shortest path
Satisfiability of Equality Equations; M35; union find
Swim in Rising Water; H50; shortest path, union find
Alien Dictionary; H55; topological order
Reconstruct Itinerary; H50; eulerian path
Critical Connections in a Network; H60; bridges
Longest Increasing Path in a Matrix; H45; memo, grid search
Shortest Path Visiting All Nodes; H60; layers, bitmask
Parallel Courses III; H45; topological order
Find Critical and Pseudo-Critical Edges in Minimum Spanning Tree; H60; spanning tree`,
} as const
