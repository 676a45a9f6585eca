/** The gateway's part about who may sign in: codes, devices. */
import { http } from './gateway.ts'

export interface CodesState {
  readonly totp: boolean
  readonly since: string | null
  readonly recoveryCodesLeft: number
}

export interface Enrolment {
  /** Base 32. */
  readonly secret: string
  readonly uri: string
  /** An SVG drawing. */
  readonly qr: string
}

export interface Device {
  readonly id: string
  readonly label: string
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly current: boolean
}

export interface AskingDevice {
  readonly device: string
  readonly askedAt: string
}

const post = <T>(path: string, body: unknown = {}): Promise<T> => http.json<T>(path, { method: 'POST', body })
const withPassword = (password: string) => (password === '' ? {} : { password })

export const security = {
  codes: (signal?: AbortSignal) => http.json<CodesState>('/api/auth/mfa', { signal }),
  /** The ticket of the first step is a cookie. */
  finishSignIn: (code: string) => post<unknown>('/api/auth/mfa/totp/login', { code }),
  enrol: (password: string) => post<Enrolment>('/api/auth/mfa/totp/enrol', withPassword(password)),
  confirm: async (code: string) => (await post<{ recoveryCodes: readonly string[] }>('/api/auth/mfa/totp/verify', { code })).recoveryCodes,
  renewCodes: async (code: string) => (await post<{ recoveryCodes: readonly string[] }>('/api/auth/mfa/recovery-codes', { code })).recoveryCodes,
  disable: (code: string) => post<undefined>('/api/auth/mfa/totp/disable', { code }),
  devices: async (signal?: AbortSignal) => (await http.json<{ items: readonly Device[] }>('/api/auth/sessions', { signal })).items,
  signOut: (id: string) => http.json<undefined>(`/api/auth/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  signOutOthers: () => http.json<{ signedOut: number }>('/api/auth/sessions', { method: 'DELETE' }),
  askingDevice: (userCode: string) => post<AskingDevice>('/api/auth/device/lookup', { userCode }),
  letIn: (userCode: string) => post<undefined>('/api/auth/device/approve', { userCode }),
  turnAway: (userCode: string) => post<undefined>('/api/auth/device/deny', { userCode }),
}
