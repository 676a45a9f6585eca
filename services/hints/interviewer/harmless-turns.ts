/** What a good interviewer says, by what the candidate has said before it: none of it gives anything away, so all of it should pass. */

export interface HarmlessTurn {
  readonly after: string
  readonly turn: string
}

const list = 'I would go through the list once and keep a dictionary from each value to its position, and look up the partner of every number.'
const pairs = 'I would compare every number with every other number until two of them make the target.'
const sorted = 'I would sort the numbers first and then move two pointers from both ends towards the middle.'
const unsure = 'I am not sure yet, I have only looked at the first values.'
const growth = 'I think that it takes O(n) time and O(n) space.'
const edges = 'An empty list should give an empty list, and duplicates such as [3, 3] should work.'
const coding = 'I am writing the loop first and the return value afterwards.'

export const harmlessTurns: readonly HarmlessTurn[] = [
  { after: unsure, turn: 'You said that you have “only looked at the first values”. What did you notice about them?' },
  { after: unsure, turn: 'That is a place to start from. Which small input would you like to work through by hand?' },
  { after: unsure, turn: 'Before you go on, what would you want to know about the input?' },
  { after: unsure, turn: 'What would you assume about the numbers if nobody were here to ask?' },
  { after: unsure, turn: 'How would you explain to a colleague what has to come out?' },
  { after: unsure, turn: 'You have not told me yet what the answer should be for an empty list. What do you expect there?' },
  {
    after: pairs,
    turn: 'You would “compare every number with every other number”. How does the time complexity grow when the list becomes ten times longer?',
  },
  { after: pairs, turn: 'Your plan looks at every two numbers. What makes you sure that it never takes the same one twice?' },
  { after: pairs, turn: 'I follow your plan so far. How much work is that for a list of 50 000 numbers?' },
  { after: pairs, turn: 'Which of those comparisons would tell you nothing new?' },
  { after: pairs, turn: 'What happens in your plan when no two numbers make the target?' },
  { after: list, turn: 'You mentioned a dictionary. What exactly do you keep in it, and what for?' },
  { after: list, turn: 'You want to keep “a dictionary from each value to its position”. What happens when the same value comes twice?' },
  { after: list, turn: 'How much space does your dictionary need in the worst case?' },
  { after: list, turn: 'When do you add a number to your dictionary, and why at that moment?' },
  { after: list, turn: 'What did you consider before you chose the dictionary, and why did you leave it?' },
  { after: list, turn: 'How would you convince me that going through the list once is enough?' },
  { after: sorted, turn: 'You would sort the numbers first. What happens to their positions then?' },
  { after: sorted, turn: 'Why is it safe to move one of your two pointers and not the other?' },
  { after: sorted, turn: 'What does sorting cost in your plan, and which part of it needs the order?' },
  { after: sorted, turn: 'When do your two pointers stop?' },
  { after: growth, turn: 'You said that it takes “O(n) time”. Which part of your plan decides that?' },
  { after: growth, turn: 'What is the time complexity when every number is the same?' },
  { after: growth, turn: 'Where does the memory in your claim go?' },
  { after: growth, turn: 'How did you arrive at that claim?' },
  { after: edges, turn: 'You named duplicates. What should come out for [3, 3] with target 6, and how does your code get there?' },
  { after: edges, turn: 'Which other input would you be afraid of?' },
  { after: edges, turn: 'You have thought of the empty list. What about a list with a single number?' },
  { after: edges, turn: 'What would you write down as a test for that?' },
  { after: edges, turn: 'How would your code behave with negative numbers?' },
  { after: coding, turn: 'You are writing the loop first. What is true each time it begins a new round?' },
  { after: coding, turn: 'What will the function return when the loop ends without an answer?' },
  { after: coding, turn: 'Could you walk me through your code with a list of three numbers?' },
  { after: coding, turn: 'What do you want to see when you run it for the first time?' },
  { after: coding, turn: 'Which line are you least sure about, and why?' },
  { after: coding, turn: 'What does the name of that variable tell a reader?' },
  { after: coding, turn: 'How would you notice that your index is off by one?' },
  { after: coding, turn: 'Take your time with it. What is the next thing you want to write?' },
  { after: coding, turn: 'I see that the run has failed. What did you expect to happen there?' },
  { after: coding, turn: 'What would you change in the input to find out which line is to blame?' },
]
