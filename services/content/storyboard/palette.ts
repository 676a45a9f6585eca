/** Colours of the slides: ink on warm paper, one accent. */
export const palette = {
  paper: '#FBF8F3',
  surface: '#FFFFFF',
  line: '#E6E0D6',
  ink: '#1F2328',
  muted: '#5F646B',
  accent: '#6B4FD8',
  lit: '#EDE8FF',
  mark: '#0F766E',
  keyword: '#6B4FD8',
  string: '#4C7A34',
  number: '#B93C0B',
} as const

export const frame = { width: 1280, height: 720 } as const
