/** An element's sign, never alone: its name stands beside it or is read out. */
import { Flame, Mountain, Waves, Wind } from 'lucide-react'
import { Mark } from '../ui/mark.tsx'
import type { Element } from './coach-client.ts'
import { elementWords } from './element.ts'

export function ElementIcon({ element, className = 'size-5' }: { readonly element: Element; readonly className?: string }) {
  switch (element) {
    case 'earth':
      return <Mountain aria-hidden className={className} />
    case 'fire':
      return <Flame aria-hidden className={className} />
    case 'air':
      return <Wind aria-hidden className={className} />
    case 'water':
      return <Waves aria-hidden className={className} />
    case 'quintessence':
      return <Mark plain className={className} />
  }
}

/** Sign and name, in the element's colour. */
export function ElementName({ element, className = '' }: { readonly element: Element; readonly className?: string }) {
  return (
    <span data-element={element} className={`inline-block whitespace-nowrap font-semibold text-accent ${className}`}>
      <ElementIcon element={element} className="mr-1.5 inline size-[1.15em] align-[-0.2em]" />
      {elementWords[element].name}
    </span>
  )
}
