/** Problems on arrays, hashing, two pointers, sliding windows and strings: title; difficulty and minutes; patterns; slug where the title does not give it. */
export const firstSteps = {
  arrays: `
Best Time to Buy and Sell Stock; E15; one pass
Majority Element; E20; counting
Move Zeroes; E15; two pointers
Plus One; E15; simulation
Remove Element; E15; two pointers
Missing Number; E15; arithmetic
Running Sum of 1d Array; E10; prefix sum
Find Pivot Index; E20; prefix sum
Maximum Average Subarray I; E15; fixed window
Can Place Flowers; E20; one pass
Kids With the Greatest Number of Candies; E10; one pass
Squares of a Sorted Array; E20; two pointers
Product of Array Except Self; M30; prefix sum
Maximum Subarray; M25; running best
Maximum Product Subarray; M35; running best
Rotate Array; M25; reversal
Increasing Triplet Subsequence; M30; one pass
Subarray Sum Equals K; M35; prefix sum, hash map
Range Sum Query - Immutable; E15; prefix sum
Next Permutation; M40; simulation
Set Matrix Zeroes; M30; matrix walk
Spiral Matrix; M35; matrix walk
Rotate Image; M30; matrix walk
Find the Duplicate Number; M40; cycle detection
First Missing Positive; H50; index as hash`,
  hashing: `
Two Sum; E15; hash map
Contains Duplicate; E10; hash set
Valid Anagram; E15; counting
Ransom Note; E15; counting
Isomorphic Strings; E20; hash map
Word Pattern; E20; hash map
Happy Number; E20; hash set, cycle detection
Contains Duplicate II; E20; hash map
First Unique Character in a String; E15; counting
Jewels and Stones; E10; hash set
Intersection of Two Arrays; E15; hash set
Find the Difference of Two Arrays; E15; hash set
Unique Number of Occurrences; E15; counting
Group Anagrams; M25; hash map, canonical key
Top K Frequent Elements; M30; counting, bucket sort
Longest Consecutive Sequence; M30; hash set
Valid Sudoku; M30; hash set, matrix walk
Encode and Decode Strings; M30; serialisation
Determine if Two Strings Are Close; M25; counting
Equal Row and Column Pairs; M30; hash map, matrix walk
4Sum II; M35; hash map; 4sum-ii
Insert Delete GetRandom O(1); M35; hash map, array; insert-delete-getrandom-o1
Continuous Subarray Sum; M35; prefix sum, hash map
Brick Wall; M30; hash map`,
  'two-pointers': `
Valid Palindrome; E15; two pointers
Is Subsequence; E15; two pointers
Reverse String; E10; two pointers
Merge Sorted Array; E20; two pointers
Remove Duplicates from Sorted Array; E15; two pointers
Valid Palindrome II; E25; two pointers
Reverse Vowels of a String; E15; two pointers
Merge Strings Alternately; E10; two pointers
Two Sum II - Input Array Is Sorted; M20; two pointers; two-sum-ii-input-array-is-sorted
3Sum; M35; two pointers, sorting
3Sum Closest; M35; two pointers, sorting
4Sum; M45; two pointers, sorting
Container With Most Water; M25; two pointers
Sort Colors; M30; partition
Remove Duplicates from Sorted Array II; M25; two pointers
Boats to Save People; M25; two pointers, greedy
Max Number of K-Sum Pairs; M25; two pointers, counting
Bag of Tokens; M30; two pointers, greedy
String Compression; M30; two pointers
Trapping Rain Water; H50; two pointers, monotonic stack`,
  'sliding-window': `
Maximum Number of Vowels in a Substring of Given Length; M20; fixed window
Longest Substring Without Repeating Characters; M30; growing window
Longest Repeating Character Replacement; M35; growing window
Permutation in String; M30; fixed window, counting
Find All Anagrams in a String; M30; fixed window, counting
Minimum Size Subarray Sum; M30; growing window
Max Consecutive Ones III; M30; growing window
Longest Subarray of 1's After Deleting One Element; M30; growing window; longest-subarray-of-1s-after-deleting-one-element
Fruit Into Baskets; M30; growing window, counting
Subarray Product Less Than K; M30; growing window
Frequency of the Most Frequent Element; M35; growing window, sorting
Number of Substrings Containing All Three Characters; M35; growing window
Longest Continuous Subarray With Absolute Diff Less Than or Equal to Limit; M45; growing window, monotonic queue
Minimum Window Substring; H55; growing window, counting
Sliding Window Maximum; H50; monotonic queue
Substring with Concatenation of All Words; H60; fixed window, counting
Subarrays with K Different Integers; H55; growing window, counting`,
  strings: `
Longest Common Prefix; E15; scan
Roman to Integer; E20; scan
Length of Last Word; E10; scan
Find the Index of the First Occurrence in a String; E20; matching
Greatest Common Divisor of Strings; E25; arithmetic
Add Strings; E20; simulation
Add Binary; E20; simulation
Reverse Words in a String; M25; scan
Zigzag Conversion; M30; simulation
String to Integer (atoi); M35; parsing; string-to-integer-atoi
Integer to Roman; M25; greedy
Longest Palindromic Substring; M35; expand around centre
Palindromic Substrings; M30; expand around centre
Multiply Strings; M40; simulation
Compare Version Numbers; M25; parsing
Repeated Substring Pattern; E25; matching
Text Justification; H55; simulation
Shortest Palindrome; H60; matching`,
} as const
