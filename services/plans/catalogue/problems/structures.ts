/** Problems on stacks, queues, linked lists, binary search, sorting, intervals and design: title; difficulty and minutes; patterns; slug. */
export const structures = {
  stack: `
Valid Parentheses; E15; stack
Implement Queue using Stacks; E20; stack, queue
Implement Stack using Queues; E20; stack, queue
Baseball Game; E15; stack
Number of Recent Calls; E15; queue
Next Greater Element I; E25; monotonic stack
Min Stack; M25; stack
Evaluate Reverse Polish Notation; M25; stack, parsing
Generate Parentheses; M30; stack, backtracking
Daily Temperatures; M30; monotonic stack
Car Fleet; M35; stack, sorting
Asteroid Collision; M30; stack
Decode String; M35; stack, parsing
Simplify Path; M25; stack, parsing
Removing Stars From a String; M20; stack
Next Greater Element II; M30; monotonic stack
Online Stock Span; M30; monotonic stack
Remove K Digits; M40; monotonic stack, greedy
132 Pattern; M45; monotonic stack
Dota2 Senate; M30; queue
Basic Calculator II; M40; stack, parsing
Largest Rectangle in Histogram; H55; monotonic stack
Basic Calculator; H50; stack, parsing
Maximal Rectangle; H60; monotonic stack, matrix walk`,
  'linked-list': `
Reverse Linked List; E20; pointer rewiring
Merge Two Sorted Lists; E20; merging
Linked List Cycle; E15; cycle detection
Middle of the Linked List; E15; fast and slow
Palindrome Linked List; E30; fast and slow, pointer rewiring
Remove Duplicates from Sorted List; E15; pointer rewiring
Intersection of Two Linked Lists; E25; two pointers
Remove Linked List Elements; E15; pointer rewiring
Remove Nth Node From End of List; M25; fast and slow
Reorder List; M35; fast and slow, pointer rewiring
Add Two Numbers; M25; simulation
Copy List with Random Pointer; M35; hash map, pointer rewiring
Odd Even Linked List; M25; pointer rewiring
Swap Nodes in Pairs; M25; pointer rewiring
Linked List Cycle II; M30; cycle detection
Rotate List; M25; pointer rewiring
Partition List; M25; pointer rewiring
Reverse Linked List II; M35; pointer rewiring
Sort List; M40; merging, fast and slow
Delete the Middle Node of a Linked List; M20; fast and slow
Maximum Twin Sum of a Linked List; M25; fast and slow
Reverse Nodes in k-Group; H55; pointer rewiring
Merge k Sorted Lists; H45; merging, heap`,
  'binary-search': `
Binary Search; E15; binary search
Search Insert Position; E15; binary search
First Bad Version; E15; binary search
Guess Number Higher or Lower; E15; binary search
Sqrt(x); E20; binary search; sqrtx
Valid Perfect Square; E15; binary search
Search a 2D Matrix; M25; binary search, matrix walk
Koko Eating Bananas; M30; search on answer
Find Minimum in Rotated Sorted Array; M30; binary search
Search in Rotated Sorted Array; M35; binary search
Find First and Last Position of Element in Sorted Array; M30; binary search
Find Peak Element; M25; binary search
Time Based Key-Value Store; M35; binary search, hash map
Successful Pairs of Spells and Potions; M30; binary search, sorting
Capacity To Ship Packages Within D Days; M35; search on answer
Search a 2D Matrix II; M30; matrix walk
Single Element in a Sorted Array; M30; binary search
Find K Closest Elements; M35; binary search, two pointers
Kth Smallest Element in a Sorted Matrix; M40; search on answer
Median of Two Sorted Arrays; H60; binary search
Split Array Largest Sum; H50; search on answer
Find in Mountain Array; H45; binary search`,
  sorting: `
Merge Intervals; M30; intervals, sorting
Sort an Array; M40; merge sort, quicksort
Kth Largest Element in an Array; M30; quickselect, heap
Largest Number; M35; custom order
Sort Characters By Frequency; M25; counting, bucket sort
Relative Sort Array; E20; counting
Height Checker; E15; counting sort
H-Index; M30; counting sort
Wiggle Sort II; M45; quickselect
Maximum Gap; M45; bucket sort
Reverse Pairs; H60; merge sort
Count of Smaller Numbers After Self; H60; merge sort, fenwick tree`,
  intervals: `
Meeting Rooms; E20; intervals, sorting
Summary Ranges; E15; intervals
Insert Interval; M30; intervals
Non-overlapping Intervals; M30; intervals, greedy
Meeting Rooms II; M35; intervals, heap
Minimum Number of Arrows to Burst Balloons; M30; intervals, greedy
Interval List Intersections; M30; intervals, two pointers
Car Pooling; M30; line sweep
My Calendar I; M35; intervals, ordered set
Corporate Flight Bookings; M25; line sweep
Employee Free Time; H45; intervals, heap
Data Stream as Disjoint Intervals; H50; intervals, ordered set`,
  design: `
Design HashMap; E25; hash map
Design HashSet; E20; hash set
LRU Cache; M45; hash map, pointer rewiring
Design Browser History; M25; stack
Design Twitter; M45; heap, hash map
Snapshot Array; M35; binary search
Design Circular Queue; M30; ring buffer
Design Underground System; M30; hash map
Design Hit Counter; M30; ring buffer
Logger Rate Limiter; E15; hash map
Design Linked List; M35; pointer rewiring
Range Sum Query - Mutable; M45; fenwick tree; range-sum-query-mutable
Design Add and Search Words Data Structure; M40; trie
LFU Cache; H60; hash map, pointer rewiring
All O\`one Data Structure; H60; hash map, pointer rewiring; all-oone-data-structure`,
} as const
