'use client'
/**
 * What is pressed or chosen, dead until the page is awake: nobody would hear of it, what was chosen would be forgotten, and a browser would send a
 * form by itself, with what was typed in its address. What is typed is kept: see {@link useTypedEarly}.
 */
import type { ComponentProps } from 'react'
import { useAwake } from './use-awake.ts'

/** Takes no notice of being dead for a moment. */
const asLater = (awake: boolean, className = ''): string => (awake ? className : `${className} disabled:opacity-100`)

export function AwakeButton({ disabled, className, ...rest }: ComponentProps<'button'>) {
  const awake = useAwake()
  return <button {...rest} disabled={!awake || disabled} className={asLater(awake, className)} />
}

export function AwakeSelect({ disabled, className, ...rest }: ComponentProps<'select'>) {
  const awake = useAwake()
  return <select {...rest} disabled={!awake || disabled} className={asLater(awake, className)} />
}

/** For what is ticked, chosen from a calendar or from one's files. */
export function AwakeInput({ disabled, className, ...rest }: ComponentProps<'input'>) {
  const awake = useAwake()
  return <input {...rest} disabled={!awake || disabled} className={asLater(awake, className)} />
}
