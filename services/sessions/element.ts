/** The elements of effective thinking and the place of each prompt among them. */

export type Element = 'earth' | 'fire' | 'air' | 'water'

export const elements: readonly Element[] = ['earth', 'fire', 'air', 'water']

export const promptCount = 12

/** @param index 0 to 11. */
export function elementAt(index: number): Element {
  const element = elements[Math.floor(index / 3)]
  if (element === undefined) throw new RangeError(`no prompt ${index}`)
  return element
}

/** "1.0", "2.0" or "3.0". */
export function subElementAt(index: number): string {
  return `${(index % 3) + 1}.0`
}

export interface ElementText {
  readonly element: Element | 'quintessence'
  readonly name: string
  readonly meaning: string
}

export const source =
  'Edward B. Burger and Michael Starbird, The 5 Elements of Effective Thinking, Princeton University Press, 2012. The prompts are our own.'

export const elementTexts: readonly ElementText[] = [
  {
    element: 'earth',
    name: 'Earth: understand deeply',
    meaning: 'Stand on solid ground. Know the small case so well that you could explain it to a friend, and notice what you only believe you know.',
  },
  {
    element: 'fire',
    name: 'Fire: fail on purpose',
    meaning: 'A wrong attempt that you look at closely teaches more than a right one you were handed. Try, watch it break, and name what broke.',
  },
  {
    element: 'air',
    name: 'Air: ask',
    meaning: 'Questions move thinking on. Ask the one that you would be embarrassed to ask, and the one whose answer would change everything.',
  },
  {
    element: 'water',
    name: 'Water: follow the flow of ideas',
    meaning: 'Every idea comes from somewhere and leads somewhere. Look back at what this grew out of, and forward to what it could become.',
  },
  {
    element: 'quintessence',
    name: 'Quintessence: change',
    meaning: 'The fifth element is what the other four are for: you think differently now than when you began. It is measured, not asked.',
  },
]
