/** A text area that is as high as what is written in it. */
import type { ComponentProps } from 'react'

export interface GrowAreaProps extends ComponentProps<'textarea'> {
  readonly value: string
}

export function GrowArea({ value, className = '', ...rest }: GrowAreaProps) {
  return (
    <div className="grow-area" data-value={value}>
      <textarea {...rest} value={value} className={className} />
    </div>
  )
}
