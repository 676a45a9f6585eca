/** The one button, and the same look for a link that leads on. */
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { AwakeButton } from './awake.tsx'

export type ButtonLook = 'primary' | 'quiet' | 'plain' | 'danger'

const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-card py-2 text-base font-semibold leading-tight transition-[background-color,border-color,color,transform] duration-150 active:translate-y-px disabled:opacity-60 disabled:active:translate-y-0'

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: 'bg-accent px-5 text-on-accent shadow-sheet hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--ink))]',
  quiet: 'border border-edge bg-surface px-5 text-ink hover:border-ink',
  plain: 'px-2 font-medium text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink hover:decoration-current',
  danger: 'border border-danger bg-surface px-5 text-danger hover:bg-danger hover:text-on-accent',
}

export function buttonClass(look: ButtonLook = 'primary'): string {
  return `${base} ${looks[look]}`
}

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook
  /** Work is under way: the button stays where it is and takes no second press. */
  readonly busy?: boolean
}

export function Button({ look = 'primary', busy = false, className = '', children, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <AwakeButton
      {...rest}
      type={type}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`${buttonClass(look)} ${className}`}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </AwakeButton>
  )
}
