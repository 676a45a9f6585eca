'use client'
/** A button that is dead until the page is awake: nobody would hear of a press, and a browser would send a form by itself, with what was typed in its address. */
import type { ComponentProps } from 'react'
import { useAwake } from './use-awake.ts'

export function AwakeButton({ disabled, className = '', ...rest }: ComponentProps<'button'>) {
  const awake = useAwake()
  return <button {...rest} disabled={!awake || disabled} className={`${className} ${awake ? '' : 'disabled:opacity-100'}`} />
}
