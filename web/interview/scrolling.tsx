/** A region that scrolls within itself, and can be scrolled by keyboard. */
import type { ReactNode, RefObject } from 'react'

export interface ScrollingProps {
  readonly label: string
  readonly className: string
  readonly box?: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

export function Scrolling({ label, className, box, children }: ScrollingProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key reaches what is out of sight
    <section ref={box} tabIndex={0} aria-label={label} className={`relative outline-offset-[-2px] ${className}`}>
      {children}
    </section>
  )
}
