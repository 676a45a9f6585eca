/** Problems on backtracking, greedy choices, dynamic programming, mathematics and bits: title; difficulty and minutes; patterns; slug. */
export const searchAndState = {
  backtracking: `
Binary Watch; E25; enumeration
Letter Combinations of a Phone Number; M25; enumeration
Subsets; M25; take or leave
Subsets II; M30; take or leave, sorting
Permutations; M30; arrangements
Permutations II; M35; arrangements
Combinations; M25; enumeration
Combination Sum; M30; take or leave
Combination Sum II; M35; take or leave, sorting
Combination Sum III; M25; enumeration
Palindrome Partitioning; M35; cuts
Word Search; M40; grid search
Restore IP Addresses; M35; cuts
Matchsticks to Square; M40; partition
Partition to K Equal Sum Subsets; M45; partition, bitmask
Beautiful Arrangement; M35; arrangements
N-Queens; H50; constraint search
Sudoku Solver; H60; constraint search
Expression Add Operators; H60; cuts`,
  greedy: `
Assign Cookies; E15; greedy, sorting
Lemonade Change; E15; greedy
Longest Palindrome; E20; greedy, counting
Jump Game; M25; reach
Jump Game II; M30; reach
Gas Station; M35; running best
Hand of Straights; M30; greedy, counting
Merge Triplets to Form Target Triplet; M25; greedy
Partition Labels; M30; reach
Valid Parenthesis String; M40; range of states
Best Time to Buy and Sell Stock II; M20; greedy
Queue Reconstruction by Height; M40; greedy, sorting
Two City Scheduling; M30; greedy, sorting
Maximum Swap; M30; greedy
Minimum Deletions to Make Character Frequencies Unique; M30; greedy, counting
Candy; H45; two passes
Create Maximum Number; H60; monotonic stack, merging
Minimum Number of Refueling Stops; H50; greedy, heap`,
  'dp-1d': `
Climbing Stairs; E20; linear states
Min Cost Climbing Stairs; E20; linear states
N-th Tribonacci Number; E15; linear states
Fibonacci Number; E10; linear states
Counting Bits; E20; linear states, bits
Pascal's Triangle; E20; linear states; pascals-triangle
House Robber; M25; take or leave
House Robber II; M30; take or leave
Delete and Earn; M30; take or leave, counting
Decode Ways; M35; linear states
Coin Change; M35; unbounded knapsack
Perfect Squares; M35; unbounded knapsack
Word Break; M35; cuts
Longest Increasing Subsequence; M35; subsequences, binary search
Partition Equal Subset Sum; M40; knapsack
Domino and Tromino Tiling; M35; linear states
Best Time to Buy and Sell Stock with Cooldown; M40; state machine
Best Time to Buy and Sell Stock with Transaction Fee; M35; state machine
Solving Questions With Brainpower; M35; take or leave
Combination Sum IV; M30; unbounded knapsack
Integer Break; M30; linear states
Number of Longest Increasing Subsequence; M45; subsequences
Word Break II; H50; cuts, memo
Frog Jump; H50; states, hash map
Russian Doll Envelopes; H55; subsequences, sorting
Maximum Profit in Job Scheduling; H50; take or leave, binary search`,
  'dp-2d': `
Unique Paths; M25; grid states
Unique Paths II; M25; grid states
Minimum Path Sum; M25; grid states
Triangle; M30; grid states
Longest Common Subsequence; M35; two strings
Edit Distance; M45; two strings
Delete Operation for Two Strings; M35; two strings
Interleaving String; M45; two strings
Maximal Square; M35; grid states
Coin Change II; M35; knapsack
Target Sum; M40; knapsack
Ones and Zeroes; M40; knapsack
Last Stone Weight II; M40; knapsack
Longest Palindromic Subsequence; M40; interval states
Stone Game; M35; interval states
Knight Dialer; M35; grid states
Out of Boundary Paths; M35; grid states
Uncrossed Lines; M35; two strings
Distinct Subsequences; H50; two strings
Burst Balloons; H60; interval states
Regular Expression Matching; H60; two strings
Wildcard Matching; H55; two strings
Best Time to Buy and Sell Stock III; H50; state machine
Best Time to Buy and Sell Stock IV; H55; state machine
Dungeon Game; H50; grid states
Cherry Pickup II; H60; grid states
Super Egg Drop; H60; interval states`,
  math: `
Palindrome Number; E15; digits
Fizz Buzz; E10; simulation
Power of Three; E15; arithmetic
Excel Sheet Column Number; E15; digits
Add Digits; E15; digits
Pow(x, n); M30; halving; powx-n
Count Primes; M30; sieve
Rotate Function; M30; arithmetic
Reverse Integer; M25; digits
Factorial Trailing Zeroes; M25; arithmetic
Random Pick with Weight; M35; prefix sum, binary search
Detect Squares; M40; counting, geometry
Fraction to Recurring Decimal; M45; hash map, long division
Max Points on a Line; H50; geometry, hash map
Integer to English Words; H45; simulation`,
  bits: `
Single Number; E15; exclusive or
Number of 1 Bits; E15; bit tricks
Reverse Bits; E20; bit tricks
Power of Two; E10; bit tricks
Hamming Distance; E15; bit tricks
Sum of Two Integers; M30; bit tricks
Single Number II; M40; counting bits
Single Number III; M35; exclusive or
Bitwise AND of Numbers Range; M30; bit tricks
Minimum Flips to Make a OR b Equal to c; M25; bit tricks; minimum-flips-to-make-a-or-b-equal-to-c
Total Hamming Distance; M30; counting bits
Maximum Product of Word Lengths; M35; bitmask
Gray Code; M35; bit tricks`,
} as const
