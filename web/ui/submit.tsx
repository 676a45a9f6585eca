'use client'
/** The button that sends a form: dead until the page is awake, so that no browser sends the form by itself, with what was typed in its address. */
import type { ComponentProps } from 'react'
import { useAwake } from './use-awake.ts'

export function Submit({ disabled, className = '', ...rest }: ComponentProps<'button'>) {
  const awake = useAwake()
  return <button {...rest} type="submit" disabled={!awake || disabled} className={`${className} ${awake ? '' : 'disabled:opacity-100'}`} />
}
